import { accessSchema } from "@/lib/contract/access";
import { recordAudit } from "@/lib/server/access/audit";
import { clientAddress } from "@/lib/server/door/client-address";
import { defineRoute } from "@/lib/server/http/define-route";
import { findCluster } from "@/lib/server/http/find-cluster";
import { readAccess } from "@/lib/server/http/read-access";
import { sendJson } from "@/lib/server/http/send-json";
import { accessView } from "@/lib/server/views/access-view";

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
