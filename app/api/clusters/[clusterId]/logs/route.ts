import { defineRoute } from "@/lib/server/http/define-route";
import { sendLogs } from "@/lib/server/http/send-logs";

export const GET = defineRoute({
  audience: "operator",
  run: ({ application, param }) => sendLogs(application, param("clusterId")),
});
