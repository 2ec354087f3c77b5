import { defineRoute } from "@/lib/server/http/define-route";
import { sendAuditPage } from "@/lib/server/http/send-audit";

export const GET = defineRoute({
  audience: "admin",
  run: ({ application, person, request }) => sendAuditPage(application, { person, request }),
});
