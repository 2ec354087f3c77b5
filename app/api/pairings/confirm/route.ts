import { shareLinkSchema } from "@/lib/contract/share-link";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { confirmPairing } from "@/lib/server/sharing/confirm-pairing";

export const POST = defineRoute({
  audience: "operator",
  run: async ({ application, person, request }) =>
    sendJson(shareLinkSchema, await confirmPairing(application, person, request), 201),
});
