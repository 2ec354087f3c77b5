import { deleteSilence } from "@/lib/server/features/alerts/routes";
import { serve } from "@/lib/server/http/serve";

export const DELETE = serve(deleteSilence);
