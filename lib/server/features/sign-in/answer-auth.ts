import "server-only";
import { OIDC } from "../../auth/ways-in";
import type { AuthCall } from "../../http/auth-call";
import { notFound } from "../../refusal";
import { changePassword, setPassword } from "./passwords";
import { signInWithPassword, signOut } from "./sign-in";
import { beginSingleSignOn, endSingleSignOn } from "./single-sign-on-calls";

const PREFIX = "/api/auth/";

const CALLS: Readonly<Record<string, (call: AuthCall) => Promise<Response>>> = {
  "POST sign-in/email": signInWithPassword,
  "POST sign-in/social": beginSingleSignOn,
  [`GET callback/${OIDC}`]: endSingleSignOn,
  "POST sign-out": signOut,
  "POST change-password": changePassword,
  "POST reset-password": setPassword,
};

/** Each as "METHOD path", relative to `/api/auth/`. */
export const AUTH_CALLS: readonly string[] = Object.keys(CALLS);

/** The few calls of better-auth that we let through, each with only known fields in its body. No others exist. */
export function answerAuth(call: AuthCall): Promise<Response> {
  const path = new URL(call.request.url).pathname.slice(PREFIX.length);
  const name = `${call.request.method} ${path}`;
  const answer = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (!answer) throw notFound("There is no such call.");
  return answer(call);
}
