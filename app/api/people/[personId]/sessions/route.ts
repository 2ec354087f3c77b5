import { listSessionsOf } from "@/lib/server/features/people/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(listSessionsOf);
