import { defineRoute } from "@/lib/server/http/define-route";
import { sendFleet } from "@/lib/server/http/send-fleet";
import { requireShareLink } from "@/lib/server/sharing/links/require-share-link";

/** What the link's guests are answered, for whoever wants to see it before handing the link out. */
export const GET = defineRoute({
  audience: "operator",
  run: async ({ application, param, request }) => {
    const link = await requireShareLink(application.shareLinks, param("linkId"));
    return sendFleet(await application.sharedFleetAnswers.of(link), request);
  },
});
