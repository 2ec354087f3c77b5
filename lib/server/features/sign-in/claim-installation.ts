import "server-only";
import { doneSchema } from "@/lib/contract/sessions";
import { setupSchema } from "@/lib/contract/sign-in";
import { type AuthCall, noteAccess } from "../../http/auth-call";
import { readJson } from "../../http/read-json";
import { sendJson } from "../../http/send-json";
import { isRefusal } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { trySecret } from "../../security/take-turn";
import { hashingAsker } from "../../workload/hashing";

/** Makes the first admin, for whoever has the code that the server printed. Signing in is the next step. */
export async function claimInstallation(call: AuthCall): Promise<Response> {
  const { request, application } = call;
  const { code, ...admin } = await readJson(request, setupSchema);
  const { setup, setupAttempts } = application.access;
  const attempt = { account: "setup", address: clientAddress(request.headers) };
  const noteRefusal = () => noteAccess(call, "guest", "tries-refused", "setup code");
  await trySecret(setupAttempts, attempt, noteRefusal, async () => {
    await setup.claim(code, admin, hashingAsker(request, true)).catch(async (error: unknown) => {
      if (isRefusal(error, "wrong-code")) await noteAccess(call, "guest", "installation-claim-failed", admin.email);
      throw error;
    });
  });
  await noteAccess(call, admin.email, "installation-claimed");
  return sendJson(doneSchema, { status: "done" }, 201);
}
