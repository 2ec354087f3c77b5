import "server-only";
import { logsSchema } from "@/lib/contract/logs";
import { defineRoute } from "../../http/define-route";
import { findCluster } from "../../http/find-cluster";
import { sendLogs } from "./send-logs";

export const showLogs = defineRoute({
  method: "GET",
  path: "/api/clusters/{clusterId}/logs",
  audience: "operator",
  summary: "The latest lines of a cluster's log, and when newer ones may be available",
  answer: logsSchema,
  run: ({ application, param, request }) =>
    sendLogs(findCluster(application, param("clusterId")), application.onDemandReads.logs, request),
});
