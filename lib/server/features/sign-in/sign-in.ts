import "server-only";
import { doneSchema } from "@/lib/contract/sessions";
import { emailSignInSchema, signedInSchema } from "@/lib/contract/sign-in";
import { type AuthCall, noteAuth, rememberDevice, withBody, withCookiesOf } from "../../http/auth-call";
import { readJson } from "../../http/read-json";
import { sendJson } from "../../http/send-json";
import { Refusal } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { trySecret } from "../../security/take-turn";

/** The same answer for a wrong password, for an unknown address and for somebody who was disabled. */
export async function signInWithPassword(call: AuthCall): Promise<Response> {
  const { request, application } = call;
  const { email, password } = await readJson(request, emailSignInSchema);
  const { auth } = application;
  const device = await auth.deviceCookies.recognise(request.headers.get("cookie"), email);
  const attempt = { target: email, address: clientAddress(request.headers), device };
  // Text that is not an address may be a password in the wrong field.
  const named = email.includes("@") ? email : null;
  const noteRefusal = () => noteAuth(call, "guest", "tries-refused", named);
  const response = await trySecret(auth.signInAttempts, attempt, noteRefusal, async () => {
    const answered = await auth.handle(withBody(request, { email: email.trim(), password }), device !== null);
    if (answered.ok) return answered;
    if (answered.status >= 500) throw new Error(`better-auth answered a sign-in with ${answered.status}`);
    await noteAuth(call, "guest", "sign-in-failed", named);
    const detail = "This e-mail address and password do not match.";
    throw new Refusal("wrong-credentials", detail);
  });
  const answer = signedInSchema.parse(await response.json());
  await noteAuth(call, answer.user.email, "signed-in");
  return rememberDevice(call, answer.user.email, withCookiesOf(response, sendJson(signedInSchema, answer)));
}

export async function signOut(call: AuthCall): Promise<Response> {
  const { request, application } = call;
  const { auth } = application;
  const person = await auth.identify(request.headers);
  // better-auth would clear the cookie and report success even if the session lives on because it could not be deleted.
  if (person?.sessionId) await auth.sessions.revoke(person.sessionId);
  const response = await auth.handle(withBody(request, {}), person !== null);
  if (person?.sessionId) await noteAuth(call, person.email, "signed-out");
  return withCookiesOf(response, sendJson(doneSchema, { status: "done" }));
}
