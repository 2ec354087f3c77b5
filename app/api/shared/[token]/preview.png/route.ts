import { sendPreview } from "@/lib/server/http/send-preview";
import { defineSharedRoute } from "@/lib/server/sharing/define-shared-route";

/** The picture that a chat shows for the link: a headline over what its guests see. A link with a password has none. */
export const GET = defineSharedRoute(
  async ({ application, link }) =>
    sendPreview(await application.guestFleets.snapshots(link), {
      now: Date.now(),
      demo: application.configuration.demo,
      showsCosts: link.show.costs,
    }),
  "picture",
);
