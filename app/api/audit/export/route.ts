import { recordAudit } from "@/lib/server/access/audit";
import { clientAddress } from "@/lib/server/door/client-address";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendAuditExport } from "@/lib/server/http/send-audit";
import { requireOpen } from "@/lib/server/http/storage-problem";

export const GET = defineRoute({
  audience: "admin",
  run: async ({ application: { stored }, person, request }) => {
    const { store } = requireOpen(stored);
    const at = Date.now();
    const answer = sendAuditExport(store, request, at);
    const from = clientAddress(request.headers);
    await recordAudit(store, { at, actor: person.email, action: "audit-log-exported", target: null, from });
    return answer;
  },
});
