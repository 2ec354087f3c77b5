import { endSession } from "@/lib/server/features/sign-in/routes";
import { serve } from "@/lib/server/http/serve";

export const DELETE = serve(endSession);
