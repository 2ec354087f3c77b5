import { showOrderCommand } from "@/lib/server/features/new-cluster/routes";
import { serve } from "@/lib/server/http/serve";

export const POST = serve(showOrderCommand);
