import { retryMessage } from "@/lib/server/features/alerts/routes";
import { serve } from "@/lib/server/http/serve";

export const POST = serve(retryMessage);
