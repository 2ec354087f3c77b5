import { sharedTimelineSchema } from "@/lib/contract/shared";
import { sharedTimeline } from "@/lib/server/features/guest/shared-timeline";
import { askerOf } from "@/lib/server/http/asker-of";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { requireShareLink } from "@/lib/server/sharing/links/require-share-link";

export const GET = defineRoute({
  audience: "operator",
  run: async ({ application, param, person, request }) => {
    const link = await requireShareLink(application.shareLinks, param("linkId"));
    const question = { alias: param("alias"), request, now: Date.now(), asker: askerOf({ person, request }) };
    return sendJson(sharedTimelineSchema, await sharedTimeline(application, link, question));
  },
});
