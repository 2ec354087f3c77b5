import "server-only";
import type { Done } from "@/lib/contract/sessions";
import type { SetupClaim } from "@/lib/contract/sign-in";
import { type AuthCall, noteAuth } from "../../http/auth-call";
import type { RouteInput } from "../../http/define-route";
import { isRefusal } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { trySecret } from "../../security/take-turn";
import { hashingRequester } from "../../workload/hashing";

type Claim = AuthCall & Pick<RouteInput<SetupClaim>, "readBody">;

/**
 * Creates the first admin, for a person with the code that the server printed. Signing in is the next step. In the demo there is
 * a code with which it ends first: then this is the first admin of what takes its place.
 */
export async function claimInstallation(call: Claim): Promise<Done> {
  const { request, application } = call;
  const { code, ...admin } = await call.readBody();
  const attempt = { target: "setup", address: clientAddress(request.headers) };
  const noteRefusal = () => noteAuth(call, "guest", "tries-refused", "setup code");
  const claimed = await trySecret(application.auth.setupAttempts, attempt, noteRefusal, async () => {
    const installation = application.isCodeToLeaveDemo(code) ? await application.leaveDemo() : application;
    const { setup } = installation.auth;
    await setup.claim(code, admin, hashingRequester(request, true)).catch(async (error: unknown) => {
      if (isRefusal(error, "wrong-code")) await noteAuth(call, "guest", "installation-claim-failed", admin.email);
      throw error;
    });
    return installation;
  });
  await noteAuth({ request, application: claimed }, admin.email, "installation-claimed");
  return { status: "done" };
}
