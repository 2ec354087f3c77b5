import { linkIdentityOf } from "@/lib/server/features/people/routes";
import { serve } from "@/lib/server/http/serve";

export const POST = serve(linkIdentityOf);
