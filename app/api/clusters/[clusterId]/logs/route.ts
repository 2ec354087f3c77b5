import { sendLogs } from "@/lib/server/features/logs/send-logs";
import { defineRoute } from "@/lib/server/http/define-route";
import { findCluster } from "@/lib/server/http/find-cluster";

export const GET = defineRoute({
  audience: "operator",
  run: ({ application, param, request }) =>
    sendLogs(findCluster(application, param("clusterId")), application.questions.logs, request),
});
