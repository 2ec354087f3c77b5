import { sendMetrics } from "@/lib/server/features/metrics/send-metrics";
import { defineRoute } from "@/lib/server/http/define-route";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, param, person, request }) => sendMetrics(application, param("clusterId"), { person, request }),
});
