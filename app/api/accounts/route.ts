import { createAccount, listAccounts } from "@/lib/server/features/accounts/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(listAccounts);
export const POST = serve(createAccount);
