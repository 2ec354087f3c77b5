import { readySchema } from "@/lib/contract/operations";
import { requireReady } from "@/lib/server/features/operations/require-ready";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineRoute({
  audience: "public",
  run: async ({ application }) => {
    await requireReady(application);
    return sendJson(readySchema, { status: "ready" });
  },
});
