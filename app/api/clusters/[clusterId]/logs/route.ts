import { showLogs } from "@/lib/server/features/logs/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(showLogs);
