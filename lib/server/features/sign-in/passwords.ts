import "server-only";
import { doneSchema } from "@/lib/contract/sessions";
import { newPasswordSchema, passwordChangeSchema } from "@/lib/contract/sign-in";
import { type AuthCall, authProblem, noteAuth, rememberDevice, withBody, withCookiesOf } from "../../http/auth-call";
import { readJson } from "../../http/read-json";
import { sendJson } from "../../http/send-json";
import { HttpProblem } from "../../http-problem";
import { isRefusal } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { trySecret } from "../../security/take-turn";
import { hashingAsker, hashPersonPassword } from "../../workload/hashing";

/**
 * Changes a person's own password, given the current one, which is as hard to guess here as at sign-in. Signs them out
 * everywhere else.
 */
export async function changePassword(call: AuthCall): Promise<Response> {
  const { request, application } = call;
  const { auth } = application;
  const person = await auth.identify(request.headers);
  if (!person?.sessionId) throw new HttpProblem(401, { code: "unauthenticated", detail: "Sign in first." });
  const body = await readJson(request, passwordChangeSchema);
  // Attempts count against the session, so that strangers who guess at sign-in cannot keep anybody from changing a
  // password.
  const device = `session ${person.sessionId}`;
  const attempt = { target: person.email, address: clientAddress(request.headers), device };
  const noteRefusal = () => noteAuth(call, person.email, "tries-refused", person.email);
  const response = await trySecret(auth.signInAttempts, attempt, noteRefusal, async () => {
    const answered = await auth.handleEnding(person.id, withBody(request, { ...body, revokeOtherSessions: true }));
    if (answered.ok) return answered;
    const problem = await authProblem(answered);
    if (isRefusal(problem, "wrong-password")) await noteAuth(call, person.email, "password-change-failed");
    throw problem;
  });
  await noteAuth(call, person.email, "password-changed");
  const done = sendJson(doneSchema, { status: "done" });
  return rememberDevice(call, person.email, withCookiesOf(response, done));
}

/** Sets a password with the secret of a link that an admin has made. Signs the person out everywhere. */
export async function setPassword(call: AuthCall): Promise<Response> {
  const { request, application } = call;
  const { token, newPassword } = await readJson(request, newPasswordSchema);
  const { people } = application.auth;
  const person = await people.findByPasswordToken(token);
  if (person === null) throw linkEnded();
  // The link is used up only afterwards: somebody whom a full queue refuses must be able to come back with it.
  const hash = await hashPersonPassword(newPassword, hashingAsker(request, true));
  if (!(await people.setPasswordByToken(token, hash))) throw linkEnded();
  await noteAuth(call, "guest", "password-changed", `${person.email} by a link`);
  return sendJson(doneSchema, { status: "done" });
}

function linkEnded(): HttpProblem {
  const detail = "This link was used or replaced, or is too old. Ask an admin for a new one.";
  return new HttpProblem(403, { code: "link-ended", detail });
}
