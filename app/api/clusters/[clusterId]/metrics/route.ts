import { defineRoute } from "@/lib/server/http/define-route";
import { sendMetrics } from "@/lib/server/http/send-metrics";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, param, person, request }) => sendMetrics(application, param("clusterId"), { person, request }),
});
