import { accessSchema } from "@/lib/contract/access";
import { defineRoute } from "@/lib/server/http/define-route";
import { findCluster } from "@/lib/server/http/find-cluster";
import { readAccess } from "@/lib/server/http/read-access";
import { sendJson } from "@/lib/server/http/send-json";
import { accessView } from "@/lib/server/views/access-view";

export const GET = defineRoute({
  audience: "operator",
  run: async ({ application, param, request }) => {
    const { snapshot, tracked } = findCluster(application, param("clusterId"));
    const access = await readAccess(application, snapshot, tracked, request.signal);
    return sendJson(accessSchema, accessView(tracked.reading.name, access));
  },
});
