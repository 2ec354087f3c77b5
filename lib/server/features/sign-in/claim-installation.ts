import "server-only";
import type { Done } from "@/lib/contract/sessions";
import type { SetupClaim } from "@/lib/contract/sign-in";
import { type AuthCall, noteAuth } from "../../http/auth-call";
import type { RouteInput } from "../../http/define-route";
import { isRefusal } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { trySecret } from "../../security/take-turn";
import { hashingAsker } from "../../workload/hashing";

type Claim = AuthCall & Pick<RouteInput<SetupClaim>, "readBody">;

/** Creates the first admin, for a person with the code that the server printed. Signing in is the next step. */
export async function claimInstallation(call: Claim): Promise<Done> {
  const { request, application } = call;
  const { code, ...admin } = await call.readBody();
  const { setup, setupAttempts } = application.auth;
  const attempt = { target: "setup", address: clientAddress(request.headers) };
  const noteRefusal = () => noteAuth(call, "guest", "tries-refused", "setup code");
  await trySecret(setupAttempts, attempt, noteRefusal, async () => {
    await setup.claim(code, admin, hashingAsker(request, true)).catch(async (error: unknown) => {
      if (isRefusal(error, "wrong-code")) await noteAuth(call, "guest", "installation-claim-failed", admin.email);
      throw error;
    });
  });
  await noteAuth(call, admin.email, "installation-claimed");
  return { status: "done" };
}
