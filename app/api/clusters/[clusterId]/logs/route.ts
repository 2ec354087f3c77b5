import { defineRoute } from "@/lib/server/http/define-route";
import { findCluster } from "@/lib/server/http/find-cluster";
import { sendLogs } from "@/lib/server/http/send-logs";

export const GET = defineRoute({
  audience: "operator",
  run: ({ application, param, request }) =>
    sendLogs(findCluster(application, param("clusterId")), application.questions.logs, request),
});
