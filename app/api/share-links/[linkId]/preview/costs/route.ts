import { previewCosts } from "@/lib/server/features/guest/preview-routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(previewCosts);
