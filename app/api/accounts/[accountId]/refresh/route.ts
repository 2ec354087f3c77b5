import { refreshAccount } from "@/lib/server/features/fleet/routes";
import { serve } from "@/lib/server/http/serve";

export const POST = serve(refreshAccount);
