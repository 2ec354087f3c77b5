import { exposeMetrics } from "@/lib/server/features/exposition/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(exposeMetrics);
