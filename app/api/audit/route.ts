import { sendAuditPage } from "@/lib/server/features/audit/send-audit";
import { defineRoute } from "@/lib/server/http/define-route";

export const GET = defineRoute({
  audience: "admin",
  run: ({ application, person, request }) => sendAuditPage(application, { person, request }),
});
