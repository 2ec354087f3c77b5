import { issuePairingCode } from "@/lib/server/features/displays/routes";
import { serve } from "@/lib/server/http/serve";

export const POST = serve(issuePairingCode);
