import { collectedPairingSchema } from "@/lib/contract/pairing";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { collectPairing } from "@/lib/server/sharing/collect-pairing";

export const POST = defineRoute({
  audience: "guest",
  run: async ({ application, request }) => sendJson(collectedPairingSchema, await collectPairing(application, request)),
});
