import { deleteAccount, updateAccount } from "@/lib/server/features/accounts/routes";
import { serve } from "@/lib/server/http/serve";

export const PATCH = serve(updateAccount);
export const DELETE = serve(deleteAccount);
