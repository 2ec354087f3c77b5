import { unlockedSchema } from "@/lib/contract/guest";
import { doneSchema } from "@/lib/contract/sessions";
import {
  type EmailSignIn,
  type NewPassword,
  type PasswordChange,
  type SetupClaim,
  signedInSchema,
  singleSignOnAnswerSchema,
} from "@/lib/contract/sign-in";
import { requestJson } from "./request";

export async function signIn(credentials: EmailSignIn): Promise<void> {
  await requestJson("/api/auth/sign-in/email", signedInSchema, { method: "POST", body: credentials });
}

/** Where the browser must go to sign in; it comes back to `next`. */
export async function beginSingleSignOn(next: string): Promise<string> {
  const body = { callbackURL: next };
  return (await requestJson("/api/auth/sign-in/social", singleSignOnAnswerSchema, { method: "POST", body })).url;
}

export async function changePassword(change: PasswordChange): Promise<void> {
  await requestJson("/api/auth/change-password", doneSchema, { method: "POST", body: change });
}

export async function setPassword(newPassword: NewPassword): Promise<void> {
  await requestJson("/api/auth/reset-password", doneSchema, { method: "POST", body: newPassword });
}

/** Creates the first admin and signs them in. */
export async function claimInstallation(claim: SetupClaim): Promise<void> {
  await requestJson("/api/setup", doneSchema, { method: "POST", body: claim });
  await signIn({ email: claim.email, password: claim.password });
}

/** Submits a share link's password. From then on, this browser has a pass for the link. */
export async function unlockLink(path: string, password: string): Promise<void> {
  await requestJson(`${path}/unlock`, unlockedSchema, { method: "POST", body: new URLSearchParams({ password }) });
}
