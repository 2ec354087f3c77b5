import { clusterDetailSchema } from "@/lib/contract/cluster";
import { defineRoute } from "@/lib/server/http/define-route";
import { findCluster } from "@/lib/server/http/find-cluster";
import { sendJson } from "@/lib/server/http/send-json";
import { clusterDetailView } from "@/lib/server/views/fleet/cluster-detail-view";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, param, person }) => {
    const { snapshot, tracked } = findCluster(application, param("clusterId"));
    return sendJson(clusterDetailSchema, clusterDetailView(snapshot, tracked, Date.now(), person.role));
  },
});
