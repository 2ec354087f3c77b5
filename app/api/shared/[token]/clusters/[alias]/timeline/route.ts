import { sharedTimelineSchema } from "@/lib/contract/shared";
import { defineSharedRoute } from "@/lib/server/features/guest/define-shared-route";
import { sharedTimeline } from "@/lib/server/features/guest/shared-timeline";
import { sendJson } from "@/lib/server/http/send-json";
import type { Asker } from "@/lib/server/workload/turns";

export const GET = defineSharedRoute(async ({ application, link, param, request }) => {
  const asker: Asker = { kind: "guest", key: link.id };
  const question = { alias: param("alias"), request, now: Date.now(), asker };
  return sendJson(sharedTimelineSchema, await sharedTimeline(application, link, question));
});
