import { accessSchema } from "@/lib/contract/access";
import { recordAudit } from "@/lib/server/auth/audit/audit";
import { accessView } from "@/lib/server/features/cluster/access-view";
import { readAccess } from "@/lib/server/features/cluster/read-access";
import { defineRoute } from "@/lib/server/http/define-route";
import { findCluster } from "@/lib/server/http/find-cluster";
import { sendJson } from "@/lib/server/http/send-json";
import { clientAddress } from "@/lib/server/security/client-address";

export const GET = defineRoute({
  audience: "operator",
  run: async ({ application, person, param, request }) => {
    const clusterId = param("clusterId");
    const found = findCluster(application, clusterId);
    const access = await readAccess(application, found);
    const event = { at: Date.now(), actor: person.email, target: clusterId, from: clientAddress(request.headers) };
    await recordAudit(application.store, { ...event, action: "connection-details-read" });
    return sendJson(accessSchema, accessView(found.tracked.reading.name, access));
  },
});
