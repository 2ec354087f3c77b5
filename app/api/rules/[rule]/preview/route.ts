import { previewRule } from "@/lib/server/features/alerts/settings-routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(previewRule);
