import { unlockedShape } from "@/lib/contract/shapes/guest-unlocked";
import { doneShape, sessionsShape } from "@/lib/contract/shapes/sessions";
import { signedInShape, singleSignOnAnswerShape } from "@/lib/contract/shapes/sign-in";
import type { EmailSignIn, NewPassword, PasswordChange, SetupClaim } from "@/lib/contract/sign-in";
import { RequestError, requestJson } from "./request";

export async function signIn(credentials: EmailSignIn): Promise<void> {
  await requestJson("/api/auth/sign-in/email", signedInShape, { method: "POST", body: credentials });
  await requireSession();
}

/** Where the browser must go to sign in; it comes back to `next`. */
export async function beginSingleSignOn(next: string): Promise<string> {
  const body = { callbackURL: next };
  return (await requestJson("/api/auth/sign-in/social", singleSignOnAnswerShape, { method: "POST", body })).url;
}

export async function changePassword(change: PasswordChange): Promise<void> {
  await requestJson("/api/auth/change-password", doneShape, { method: "POST", body: change });
}

export async function setPassword(newPassword: NewPassword): Promise<void> {
  await requestJson("/api/auth/reset-password", doneShape, { method: "POST", body: newPassword });
}

/** Creates the first admin and signs them in. */
export async function claimInstallation(claim: SetupClaim): Promise<void> {
  await requestJson("/api/setup", doneShape, { method: "POST", body: claim });
  await signIn({ email: claim.email, password: claim.password });
}

/** Submits a share link's password. From then on, this browser has a pass for the link. */
export async function unlockLink(path: string, password: string): Promise<void> {
  await requestJson(`${path}/unlock`, unlockedShape, { method: "POST", body: new URLSearchParams({ password }) });
  requireCookies("The password is right");
}

/** Throws if the session that has just begun is unknown: without its cookie, the sign-in page would only appear again. */
async function requireSession(): Promise<void> {
  requireCookies("E-mail address and password are right");
  const error = await requestJson("/api/sessions", sessionsShape).then(
    () => null,
    (failed: unknown) => failed,
  );
  // Any other failure says nothing about the cookie, and the page that opens next will say it.
  if (error instanceof RequestError && error.code === "unauthenticated") {
    throw new RequestError(
      "no-cookie",
      "E-mail address and password are right, but this browser did not keep the cookie that signs you in. Allow cookies for this page, and open it at its own address, with https:// if it has that.",
      error.status,
    );
  }
}

/** Throws if this browser keeps no cookies. `found`: what went well before that. */
function requireCookies(found: string): void {
  if (navigator.cookieEnabled) return;
  const detail = `${found}, but this browser keeps no cookies for this page, and without one it stays closed. Allow cookies for it, and try again.`;
  throw new RequestError("no-cookie", detail, null);
}
