import { listAlerts } from "@/lib/server/features/alerts/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(listAlerts);
