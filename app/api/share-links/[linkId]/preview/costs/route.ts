import { sendSharedCosts } from "@/lib/server/features/guest/shared-costs";
import { askerOf } from "@/lib/server/http/asker-of";
import { defineRoute } from "@/lib/server/http/define-route";
import { requireShareLink } from "@/lib/server/sharing/links/require-share-link";

export const GET = defineRoute({
  audience: "operator",
  run: async ({ application, param, person, request }) => {
    const link = await requireShareLink(application.shareLinks, param("linkId"));
    return sendSharedCosts(application, link, { request, now: Date.now(), asker: askerOf({ person, request }) });
  },
});
