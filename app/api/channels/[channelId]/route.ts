import { deleteChannel, updateChannel } from "@/lib/server/features/alerts/settings-routes";
import { serve } from "@/lib/server/http/serve";

export const PATCH = serve(updateChannel);
export const DELETE = serve(deleteChannel);
