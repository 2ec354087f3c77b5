import { sendTimeline } from "@/lib/server/features/cluster/send-timeline";
import { defineRoute } from "@/lib/server/http/define-route";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, param, person, request }) => sendTimeline(application, param("clusterId"), { person, request }),
});
