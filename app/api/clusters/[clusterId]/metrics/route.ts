import { showMetrics } from "@/lib/server/features/metrics/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(showMetrics);
