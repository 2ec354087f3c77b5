import { createLink, listLinks } from "@/lib/server/features/share-links/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(listLinks);
export const POST = serve(createLink);
