import { sharedCostsSchema } from "@/lib/contract/shared";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { requireShareLink } from "@/lib/server/sharing/require-share-link";
import { sharedCosts } from "@/lib/server/sharing/shared-costs";

export const GET = defineRoute({
  audience: "operator",
  run: async ({ application, param, request }) => {
    const link = await requireShareLink(application.shareLinks, param("linkId"));
    return sendJson(sharedCostsSchema, await sharedCosts(application, link, { request, now: Date.now() }));
  },
});
