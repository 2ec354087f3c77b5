import { showOrderForm } from "@/lib/server/features/new-cluster/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(showOrderForm);
