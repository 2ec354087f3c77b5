import "server-only";
import { metricsSchema } from "@/lib/contract/metrics";
import { METRICS_WINDOWS } from "@/lib/domain/cluster/metrics";
import { defineRoute } from "../../http/define-route";
import { metricsInTurn } from "./metrics-in-turn";

export const showMetrics = defineRoute({
  method: "GET",
  path: "/api/clusters/{clusterId}/metrics",
  audience: "viewer",
  summary: "How a cluster performs now, and did before",
  query: {
    window: `${METRICS_WINDOWS.join(", ")}; 1h unless given. 30d and 1y use only this server's own samples`,
  },
  answer: metricsSchema,
  run: ({ application, param, person, request }) => metricsInTurn(application, param("clusterId"), { person, request }),
});
