import { readySchema } from "@/lib/contract/operations";
import { defineRoute } from "@/lib/server/http/define-route";
import { requireReady } from "@/lib/server/http/require-ready";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineRoute({
  audience: "public",
  run: async ({ application }) => {
    await requireReady(application);
    return sendJson(readySchema, { status: "ready" });
  },
});
