import { collectedPairingSchema } from "@/lib/contract/pairing";
import { collectPairing } from "@/lib/server/features/displays/collect-pairing";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const POST = defineRoute({
  audience: "guest",
  run: async ({ application, request }) => sendJson(collectedPairingSchema, await collectPairing(application, request)),
});
