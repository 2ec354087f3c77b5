import { defineRoute } from "@/lib/server/http/define-route";
import { sendCosts } from "@/lib/server/http/send-costs";

export const GET = defineRoute(({ application, request }) => sendCosts(application, request));
