import { z } from "zod/mini";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/domain/people/password";
import { emailAddress, personName } from "./people";

const newPassword = z
  .string({ error: "is missing" })
  .check(
    z.minLength(MIN_PASSWORD_LENGTH, { error: `needs at least ${MIN_PASSWORD_LENGTH} characters` }),
    z.maxLength(MAX_PASSWORD_LENGTH, { error: `has more than ${MAX_PASSWORD_LENGTH} characters` }),
  );

/** A secret to compare: no rule may reveal anything about it. */
const givenSecret = z.string({ error: "is missing" }).check(z.maxLength(1_000, { error: "is too long" }));

/** `POST /api/auth/sign-in/email` */
export const emailSignInSchema = z.object({ email: z.string({ error: "is missing" }), password: givenSecret });
export type EmailSignIn = z.infer<typeof emailSignInSchema>;

/** The answer to a sign-in: the session itself is in a cookie that scripts cannot read. */
export const signedInSchema = z.object({ user: z.object({ email: z.string(), name: z.string() }) });

/** `POST /api/auth/sign-in/social`: `callbackURL` is a path on this server where the person wants to be afterwards. */
export const singleSignOnSchema = z.object({ callbackURL: z.string() });

/** Where the browser must go to sign in. */
export const singleSignOnAnswerSchema = z.object({ url: z.url() });

/** `POST /api/auth/change-password`: signs out everywhere else. */
export const passwordChangeSchema = z.object({ currentPassword: givenSecret, newPassword });
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

/** `POST /api/auth/reset-password`, with the secret of a link that an admin has made. */
export const newPasswordSchema = z.object({ token: givenSecret, newPassword });
export type NewPassword = z.infer<typeof newPasswordSchema>;

/** `POST /api/setup` */
export const setupSchema = z.object({
  code: givenSecret,
  email: emailAddress,
  name: personName,
  password: newPassword,
});
export type SetupClaim = z.infer<typeof setupSchema>;
