import { connectionTestSchema } from "@/lib/contract/settings";
import { recordAudit } from "@/lib/server/auth/audit/audit";
import { testConnection } from "@/lib/server/features/settings/test-connection";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { clientAddress } from "@/lib/server/security/client-address";

export const POST = defineRoute({
  audience: "admin",
  run: async ({ application, person, param, request: { headers } }) => {
    const target = param("connectionId");
    const result = await testConnection(application, target);
    const event = { at: Date.now(), actor: person.email, target, from: clientAddress(headers) };
    await recordAudit(application.store, { ...event, action: "connection-tested" });
    return sendJson(connectionTestSchema, result);
  },
});
