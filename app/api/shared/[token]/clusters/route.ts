import { defineSharedRoute } from "@/lib/server/features/guest/define-shared-route";
import { noteDisplay } from "@/lib/server/features/guest/note-display";
import { sendFleet } from "@/lib/server/http/send-fleet";

export const GET = defineSharedRoute(async ({ application, link, request }) => {
  await noteDisplay(application, link, request, Date.now());
  return sendFleet(await application.sharedFleetAnswers.of(link), request);
}, "page");
