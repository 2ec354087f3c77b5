import { settingsSchema } from "@/lib/contract/settings";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { settingsView } from "@/lib/server/views/settings-view";

export const GET = defineRoute({
  audience: "admin",
  run: async ({ application }) => sendJson(settingsSchema, await settingsView(application)),
});
