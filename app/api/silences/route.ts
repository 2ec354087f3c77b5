import { listSilences, silenceAlerts } from "@/lib/server/features/alerts/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(listSilences);
export const POST = serve(silenceAlerts);
