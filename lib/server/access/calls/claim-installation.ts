import "server-only";
import { doneSchema } from "@/lib/contract/sessions";
import { setupSchema } from "@/lib/contract/sign-in";
import { clientAddress } from "../../door/client-address";
import { takeAttempt } from "../../door/take-turn";
import { readJson } from "../../http/read-json";
import { sendJson } from "../../http/send-json";
import { type AuthCall, noteAccess } from "./auth-call";

/** Makes the first admin, for whoever has the code that the server printed. Signing in is the next step. */
export async function claimInstallation(call: AuthCall): Promise<Response> {
  const { request, application } = call;
  const { code, ...admin } = await readJson(request, setupSchema);
  const { setup, setupAttempts } = application.access;
  const attempt = { account: "setup", address: clientAddress(request.headers) };
  await takeAttempt(setupAttempts, attempt);
  await setup.claim(code, admin);
  await noteAccess(call, admin.email, "installation-claimed");
  return sendJson(doneSchema, { status: "done" }, 201);
}
