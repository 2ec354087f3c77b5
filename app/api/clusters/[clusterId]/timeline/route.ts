import { defineRoute } from "@/lib/server/http/define-route";
import { sendTimeline } from "@/lib/server/http/send-timeline";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, param, person, request }) => sendTimeline(application, param("clusterId"), { person, request }),
});
