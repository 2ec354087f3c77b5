import { defineRoute } from "@/lib/server/http/define-route";
import { sendFleet } from "@/lib/server/http/send-fleet";
import { requireShareLink } from "@/lib/server/sharing/require-share-link";

/** The link's answers to its guests, for operators who want to check them before handing the link out. */
export const GET = defineRoute({
  audience: "operator",
  run: async ({ application, param, request }) => {
    const link = await requireShareLink(application.shareLinks, param("linkId"));
    return sendFleet(await application.sharedFleetAnswers.of(link), request);
  },
});
