import { revokeLink } from "@/lib/server/features/share-links/routes";
import { serve } from "@/lib/server/http/serve";

export const DELETE = serve(revokeLink);
