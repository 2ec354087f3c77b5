import { health } from "@/lib/server/features/operations/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(health);
