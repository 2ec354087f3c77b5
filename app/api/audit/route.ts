import { defineRoute } from "@/lib/server/http/define-route";
import { sendAuditPage } from "@/lib/server/http/send-audit";
import { requireOpen } from "@/lib/server/http/storage-problem";

export const GET = defineRoute({
  audience: "admin",
  run: ({ application, request }) => sendAuditPage(requireOpen(application.stored).store, request),
});
