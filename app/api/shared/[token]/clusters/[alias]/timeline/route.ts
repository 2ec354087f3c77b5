import { showGuestTimeline } from "@/lib/server/features/guest/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(showGuestTimeline);
