import { defineSharedRoute } from "@/lib/server/features/guest/define-shared-route";
import { sendPreview } from "@/lib/server/http/send-preview";

/** The picture that a chat shows for the link: a headline over what its guests see. A link with a password has none. */
export const GET = defineSharedRoute(async ({ application, link }) => {
  const snapshots = await application.guestFleets.snapshots(link);
  return sendPreview(application, snapshots, { id: link.id, showsCosts: link.show.costs });
}, "picture");
