import { sendOrderCommand } from "@/lib/server/features/new-cluster/send-order-command";
import { defineRoute } from "@/lib/server/http/define-route";

export const POST = defineRoute({ audience: "operator", run: sendOrderCommand });
