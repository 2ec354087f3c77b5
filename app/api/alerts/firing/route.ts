import { listFiringAlerts } from "@/lib/server/features/fleet/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(listFiringAlerts);
