import { createdShareLinkSchema, shareLinksSchema } from "@/lib/contract/share-link";
import { createShareLink } from "@/lib/server/features/share-links/create-share-link";
import { listShareLinks } from "@/lib/server/features/share-links/list-share-links";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineRoute({
  audience: "operator",
  run: async ({ application }) => sendJson(shareLinksSchema, { shareLinks: await listShareLinks(application) }),
});

export const POST = defineRoute({
  audience: "operator",
  run: async ({ application, person, request }) =>
    sendJson(createdShareLinkSchema, await createShareLink(application, person, request), 201),
});
