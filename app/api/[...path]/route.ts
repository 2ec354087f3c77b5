import { noSuchDelete, noSuchGet, noSuchPatch, noSuchPost, noSuchPut } from "@/lib/server/features/operations/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(noSuchGet);
export const POST = serve(noSuchPost);
export const PUT = serve(noSuchPut);
export const PATCH = serve(noSuchPatch);
export const DELETE = serve(noSuchDelete);
