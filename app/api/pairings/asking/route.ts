import { askingScreenSchema } from "@/lib/contract/pairing";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { askingScreen } from "@/lib/server/sharing/asking-screen";

export const POST = defineRoute({
  audience: "operator",
  run: async ({ application, person, request }) =>
    sendJson(askingScreenSchema, await askingScreen(application, person, request)),
});
