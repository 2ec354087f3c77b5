import { sendFleet } from "@/lib/server/http/send-fleet";
import { defineSharedRoute } from "@/lib/server/sharing/define-shared-route";
import { noteDisplay } from "@/lib/server/sharing/note-display";

export const GET = defineSharedRoute(async ({ application, link, request }) => {
  await noteDisplay(application, link, request, Date.now());
  return sendFleet(await application.sharedFleetAnswers.of(link), request);
}, "page");
