import { showSettings } from "@/lib/server/features/settings/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(showSettings);
