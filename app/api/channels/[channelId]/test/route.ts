import { tryChannel } from "@/lib/server/features/alerts/settings-routes";
import { serve } from "@/lib/server/http/serve";

export const POST = serve(tryChannel);
