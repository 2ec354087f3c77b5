import { sendFleet } from "@/lib/server/http/send-fleet";
import { defineSharedRoute } from "@/lib/server/sharing/define-shared-route";
import { noteDisplay } from "@/lib/server/sharing/note-display";
import { sharedFleetAnswer } from "@/lib/server/sharing/shared-fleet-answer";

export const GET = defineSharedRoute(async ({ application, link, request }) => {
  const now = Date.now();
  await noteDisplay(application, link, request, now);
  return sendFleet(await sharedFleetAnswer(application, link, now), request);
}, "page");
