import { shareLinkSchema } from "@/lib/contract/share-link";
import { confirmPairing } from "@/lib/server/features/displays/confirm-pairing";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const POST = defineRoute({
  audience: "operator",
  run: async ({ application, person, request }) =>
    sendJson(shareLinkSchema, await confirmPairing(application, person, request), 201),
});
