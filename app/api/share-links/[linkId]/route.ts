import { shareLinkSchema } from "@/lib/contract/share-link";
import { revokeShareLink } from "@/lib/server/features/share-links/revoke-share-link";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const DELETE = defineRoute({
  audience: "operator",
  run: async ({ application, person, param, request }) =>
    sendJson(shareLinkSchema, await revokeShareLink(application, person, param("linkId"), request)),
});
