import { settingsSchema } from "@/lib/contract/settings";
import { settingsView } from "@/lib/server/features/settings/settings-view";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineRoute({
  audience: "admin",
  run: async ({ application }) => sendJson(settingsSchema, await settingsView(application)),
});
