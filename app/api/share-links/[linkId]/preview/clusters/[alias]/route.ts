import { sharedClusterDetailSchema } from "@/lib/contract/shared";
import { sharedCluster } from "@/lib/server/features/guest/shared-cluster";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { requireShareLink } from "@/lib/server/sharing/links/require-share-link";

export const GET = defineRoute({
  audience: "operator",
  run: async ({ application, param }) => {
    const link = await requireShareLink(application.shareLinks, param("linkId"));
    return sendJson(sharedClusterDetailSchema, await sharedCluster(application, link, param("alias"), Date.now()));
  },
});
