import { showCosts } from "@/lib/server/features/costs/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(showCosts);
