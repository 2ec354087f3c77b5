import { claimInstallation } from "@/lib/server/features/sign-in/claim-installation";
import { defineRoute } from "@/lib/server/http/define-route";

export const POST = defineRoute({ audience: "public", run: claimInstallation });
