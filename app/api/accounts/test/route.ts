import { testSettings } from "@/lib/server/features/accounts/routes";
import { serve } from "@/lib/server/http/serve";

export const POST = serve(testSettings);
