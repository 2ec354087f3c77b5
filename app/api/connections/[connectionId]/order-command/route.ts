import { defineRoute } from "@/lib/server/http/define-route";
import { sendOrderCommand } from "@/lib/server/http/send-order-command";

export const POST = defineRoute({ audience: "operator", run: sendOrderCommand });
