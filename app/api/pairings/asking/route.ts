import { askingScreenSchema } from "@/lib/contract/pairing";
import { askingScreen } from "@/lib/server/features/displays/asking-screen";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const POST = defineRoute({
  audience: "operator",
  run: async ({ application, person, request }) =>
    sendJson(askingScreenSchema, await askingScreen(application, person, request)),
});
