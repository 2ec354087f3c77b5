import { createdShareLinkSchema, shareLinksSchema } from "@/lib/contract/share-link";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { createShareLink } from "@/lib/server/sharing/create-share-link";
import { shareLinkView } from "@/lib/server/sharing/share-link-view";

export const GET = defineRoute({
  audience: "operator",
  run: async ({ application }) => {
    const links = await application.shareLinks.list();
    return sendJson(shareLinksSchema, { shareLinks: links.map((link) => shareLinkView(link, Date.now())) });
  },
});

export const POST = defineRoute({
  audience: "operator",
  run: async ({ application, person, request }) =>
    sendJson(createdShareLinkSchema, await createShareLink(application, person, request), 201),
});
