import { refreshSchema } from "@/lib/contract/operations";
import { refreshConnection } from "@/lib/server/features/fleet/refresh-connection";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const POST = defineRoute({
  audience: "operator",
  run: ({ application, param }) => sendJson(refreshSchema, refreshConnection(application, param("connectionId")), 202),
});
