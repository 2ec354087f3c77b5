import { sharedTimelineSchema } from "@/lib/contract/shared";
import { sendJson } from "@/lib/server/http/send-json";
import { defineSharedRoute } from "@/lib/server/sharing/define-shared-route";
import { sharedTimeline } from "@/lib/server/sharing/shared-timeline";

export const GET = defineSharedRoute(async ({ application, link, param, request }) => {
  const question = { alias: param("alias"), request, now: Date.now() };
  return sendJson(sharedTimelineSchema, await sharedTimeline(application, link, question));
});
