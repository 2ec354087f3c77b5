import { unlock } from "@/lib/server/features/guest/routes";
import { serve } from "@/lib/server/http/serve";

export const POST = serve(unlock);
