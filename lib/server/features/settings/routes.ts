import "server-only";
import { accountTestSchema, settingsSchema } from "@/lib/contract/settings";
import { recordAudit } from "../../auth/audit/audit";
import { defineRoute } from "../../http/define-route";
import { clientAddress } from "../../security/client-address";
import { settingsView } from "./settings-view";
import { tryAccount } from "./try-account";

export const showSettings = defineRoute({
  method: "GET",
  path: "/api/settings",
  audience: "admin",
  summary: "How the server is set up",
  answer: settingsSchema,
  run: ({ application }) => settingsView(application),
});

export const testAccount = defineRoute({
  method: "POST",
  path: "/api/settings/accounts/{accountId}/test",
  audience: "admin",
  summary: "Read one account, and say how it went",
  answer: accountTestSchema,
  run: async ({ application, person, param, request: { headers } }) => {
    const target = param("accountId");
    const result = await tryAccount(application, target);
    const event = { at: application.coordination.now(), actor: person.email, target, from: clientAddress(headers) };
    await recordAudit(application.store, { ...event, action: "account-tested" });
    return result;
  },
});
