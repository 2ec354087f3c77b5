import { defineRoute } from "@/lib/server/http/define-route";
import { sendAuditExport } from "@/lib/server/http/send-audit";

export const GET = defineRoute({
  audience: "admin",
  run: ({ application, person, request }) => sendAuditExport(application, request, person),
});
