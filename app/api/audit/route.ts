import { listAudit } from "@/lib/server/features/audit/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(listAudit);
