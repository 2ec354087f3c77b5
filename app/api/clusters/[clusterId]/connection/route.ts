import { showConnection } from "@/lib/server/features/cluster/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(showConnection);
