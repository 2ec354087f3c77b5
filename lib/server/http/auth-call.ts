import "server-only";
import type { AuditAction } from "@/lib/domain/people/audit";
import { recordAudit } from "../auth/audit/audit";
import { Refusal, type RefusalCode } from "../refusal";
import { clientAddress } from "../security/client-address";
import type { Application } from "./application";
import type { PersonInput } from "./define-route";

export interface AuthCall {
  request: Request;
  application: Pick<
    Application,
    "auth" | "singleSignOnTurns" | "store" | "configuration" | "isCodeToLeaveDemo" | "leaveDemo"
  > & { coordination: Pick<Application["coordination"], "now"> };
}

/** A call about people, from somebody who is signed in. */
export type PersonCall<Body = unknown> = AuthCall & Pick<PersonInput<Body>, "person" | "param" | "readBody">;

/**
 * The same call with our own body, so that nothing else the browser sent reaches better-auth. Aborted together with the
 * browser's request.
 */
export function withBody(request: Request, body: object): Request {
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  headers.set("content-type", "application/json");
  const { method, signal, url } = request;
  return new Request(url, { method, headers, body: JSON.stringify(body), signal });
}

/** Our own answer, with the cookies of better-auth's answer. */
export function withCookiesOf(source: Response, answer: Response): Response {
  for (const cookie of source.headers.getSetCookie()) answer.headers.append("Set-Cookie", cookie);
  return answer;
}

/**
 * An answer to somebody who has just proved that they know this password: from now on their browser's attempts are
 * counted separately.
 */
export async function rememberDevice({ application }: AuthCall, email: string, answer: Response): Promise<Response> {
  const cookie = await application.auth.deviceCookies.make(email);
  if (cookie !== null) answer.headers.append("Set-Cookie", cookie);
  return answer;
}

/** better-auth's codes for mistakes in what a person entered. Any other error is our own fault. */
const PROBLEMS: Readonly<Record<string, [code: RefusalCode, detail: string]>> = {
  INVALID_PASSWORD: ["wrong-password", "That is not your current password."],
  CREDENTIAL_ACCOUNT_NOT_FOUND: ["conflict", "You sign in without a password here."],
  UNAUTHORIZED: ["unauthenticated", "Sign in first."],
};

export async function authProblem(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => null);
  const code = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
  const known = PROBLEMS[code];
  if (!known) return new Error(`better-auth answered ${response.status} ${code}`);
  return new Refusal(...known);
}

export function noteAuth(
  { request, application }: AuthCall,
  actor: string,
  action: AuditAction,
  target: string | null = null,
): Promise<void> {
  return recordAudit(application.store, {
    at: application.coordination.now(),
    actor,
    action,
    target,
    from: clientAddress(request.headers),
  });
}
