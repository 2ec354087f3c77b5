import { sendPreview } from "@/lib/server/http/send-preview";
import { defineSharedRoute } from "@/lib/server/sharing/define-shared-route";

/** The picture that chats show for the link: the headline of what its guests see. A link with a password has none. */
export const GET = defineSharedRoute(async ({ application, link }) => {
  const snapshots = await application.guestFleets.snapshots(link);
  return sendPreview(application, snapshots, { id: link.id, showsCosts: link.show.costs });
}, "picture");
