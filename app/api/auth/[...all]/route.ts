import { changeSignIn, returnToSignIn } from "@/lib/server/features/sign-in/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(returnToSignIn);
export const POST = serve(changeSignIn);
