import "server-only";
import { doneSchema } from "@/lib/contract/sessions";
import { newPasswordSchema, passwordChangeSchema } from "@/lib/contract/sign-in";
import { clientAddress } from "../../door/client-address";
import { takeAttempt } from "../../door/take-turn";
import { HttpProblem, isProblem } from "../../http/problem";
import { readJson } from "../../http/read-json";
import { sendJson } from "../../http/send-json";
import { type AuthCall, authProblem, noteAccess, withBody, withCookiesOf } from "./auth-call";

/** One's own, with the present one, which is as hard to guess here as at the sign-in. Signs out everywhere else. */
export async function changePassword(call: AuthCall): Promise<Response> {
  const { request, application } = call;
  const { access } = application;
  const person = await access.identify(request.headers);
  if (!person?.sessionId) throw new HttpProblem(401, { code: "unauthenticated", detail: "Sign in first." });
  const body = await readJson(request, passwordChangeSchema);
  const attempt = { account: person.email, address: clientAddress(request.headers) };
  await takeAttempt(access.signInAttempts, attempt, () =>
    noteAccess(call, person.email, "tries-refused", person.email),
  );
  const response = await access.handleEnding(person.id, withBody(request, { ...body, revokeOtherSessions: true }));
  if (!response.ok) {
    const problem = await authProblem(response);
    if (isProblem(problem, "wrong-password")) await noteAccess(call, person.email, "password-change-failed");
    throw problem;
  }
  access.signInAttempts.succeeded(attempt);
  await noteAccess(call, person.email, "password-changed");
  return withCookiesOf(response, sendJson(doneSchema, { status: "done" }));
}

/** With the secret of a link that an admin has made. Signs out everywhere. */
export async function setPassword(call: AuthCall): Promise<Response> {
  const { request, application } = call;
  const body = await readJson(request, newPasswordSchema);
  const { people, handleEnding } = application.access;
  const person = await people.findByPasswordToken(body.token);
  const response = await handleEnding(person?.id ?? null, withBody(request, body));
  if (!response.ok) throw await authProblem(response);
  await noteAccess(call, "guest", "password-changed", `${person?.email ?? "somebody"} by a link`);
  return sendJson(doneSchema, { status: "done" });
}
