import { createdShareLinkSchema, shareLinksSchema } from "@/lib/contract/share-link";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { createShareLink } from "@/lib/server/sharing/create-share-link";
import { listShareLinks } from "@/lib/server/sharing/list-share-links";

export const GET = defineRoute({
  audience: "operator",
  run: async ({ application }) => sendJson(shareLinksSchema, { shareLinks: await listShareLinks(application) }),
});

export const POST = defineRoute({
  audience: "operator",
  run: async ({ application, person, request }) =>
    sendJson(createdShareLinkSchema, await createShareLink(application, person, request), 201),
});
