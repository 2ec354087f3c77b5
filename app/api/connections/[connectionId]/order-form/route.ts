import { orderFormSchema } from "@/lib/contract/order-form";
import { requireCreating } from "@/lib/server/features/new-cluster/require-creating";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineRoute({
  audience: "operator",
  run: ({ application, param }) => sendJson(orderFormSchema, requireCreating(application, param("connectionId")).form),
});
