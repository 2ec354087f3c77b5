import { z } from "zod/mini";
import { isoTime } from "./primitives";
import { newShareLinkSchema } from "./share-link";

/** `POST /api/pairings`, from the screen: a code to show, and a secret that only the screen has. */
export const newPairingSchema = z.object({
  /** Eight letters and digits. */
  code: z.string(),
  /** Becomes the token of the screen's link when somebody enters the code. */
  secret: z.string(),
  expiresAt: isoTime,
});
export type NewPairing = z.infer<typeof newPairingSchema>;

/**
 * `POST /api/pairings/collect`, from the screen. The secret is sent only in bodies, because addresses appear in logs.
 */
export const pairingSecretSchema = z.object({ secret: z.string().check(z.minLength(1), z.maxLength(100)) });

/** `path` is the page of the screen's link; `null` while nobody has entered the code. */
export const collectedPairingSchema = z.object({ path: z.nullable(z.string()) });

export const pairingCodeSchema = z.object({ code: z.string().check(z.maxLength(40)) });

/**
 * `POST /api/pairings/asking`, from an operator: the screen that shows a code, so that nobody confirms a stranger's.
 */
export const askingScreenSchema = z.object({
  code: z.string(),
  /** The address that it asked from; `null` if unknown. */
  address: z.nullable(z.string()),
  /** "Chrome on Linux" */
  browser: z.string(),
  askedAt: isoTime,
  expiresAt: isoTime,
});
export type AskingScreen = z.infer<typeof askingScreenSchema>;

const MAX_PAGE_LENGTH = 300;

/** The query string of a wall's address, without the `?`. */
export const pageSettingsSchema = z
  .string()
  .check(
    z.maxLength(MAX_PAGE_LENGTH),
    z.regex(/^[\w.,/=&%+-]*$/, "Page settings must look like views=fleet,costs&dwell=40."),
  );

/** `POST /api/pairings/confirm`, from an operator. */
export const confirmedPairingSchema = z.extend(
  z.pick(newShareLinkSchema, { name: true, scope: true, show: true, expiresAt: true }),
  { code: z.string().check(z.maxLength(40)), page: z._default(pageSettingsSchema, "") },
);
export type ConfirmedPairing = z.input<typeof confirmedPairingSchema>;
