import { newPairingSchema } from "@/lib/contract/pairing";
import { askPairing } from "@/lib/server/features/displays/ask-pairing";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const POST = defineRoute({
  audience: "guest",
  run: async ({ application, request }) => sendJson(newPairingSchema, await askPairing(application, request), 201),
});
