import { defineRoute } from "@/lib/server/http/define-route";
import { sendExport } from "@/lib/server/http/send-export";

export const GET = defineRoute(({ application, request }) => sendExport(application, request));
