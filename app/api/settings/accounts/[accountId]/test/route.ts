import { testAccount } from "@/lib/server/features/settings/routes";
import { serve } from "@/lib/server/http/serve";

export const POST = serve(testAccount);
