import { defineRoute } from "@/lib/server/http/define-route";
import { sendFleet } from "@/lib/server/http/send-fleet";
import { requireShareLink } from "@/lib/server/sharing/require-share-link";
import { sharedFleetAnswer } from "@/lib/server/sharing/shared-fleet-answer";

/** What the link's guests are answered, for whoever wants to see it before handing the link out. */
export const GET = defineRoute({
  audience: "operator",
  run: async ({ application, param, request }) => {
    const link = await requireShareLink(application.shareLinks, param("linkId"));
    return sendFleet(await sharedFleetAnswer(application, link, Date.now()), request);
  },
});
