import { orderFormSchema } from "@/lib/contract/order-form";
import { defineRoute } from "@/lib/server/http/define-route";
import { requireCreating } from "@/lib/server/http/require-creating";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineRoute({
  audience: "operator",
  run: ({ application, param }) => sendJson(orderFormSchema, requireCreating(application, param("connectionId")).form),
});
