import "server-only";
import { emailAddress } from "@/lib/contract/people";
import { clip } from "@/lib/domain/text/scrub";
import type { Claims } from "./identity-client";

/** The same limit as for a name that is entered here. */
const MAX_NAME_LENGTH = 80;

/** Actors in the audit log that are not people: no person may have one of these names. */
const WORDS_OF_THE_LOG: ReadonlySet<string> = new Set(["system", "guest"]);

export interface ClaimedProfile {
  /** In lower case; `null` if the provider gives no usable address, or says that it is not theirs. */
  email: string | null;
  /** One line without invisible characters. */
  name: string;
}

/**
 * Who somebody is here, according to their provider. Their e-mail address stands for them in the audit log, so anything
 * that merely looks like an address, or belongs to somebody else, is rejected.
 */
export function claimedProfile({ email, email_verified: isVerified, name }: Claims): ClaimedProfile {
  const address = emailAddress.safeParse(typeof email === "string" ? email.trim() : null);
  const isOwn = isVerified !== false && isVerified !== "false";
  const claimed = address.success && isOwn ? address.data.toLowerCase() : null;
  const line = typeof name === "string" ? clip(name.normalize("NFKC"), MAX_NAME_LENGTH) : "";
  const isName = line !== "" && !WORDS_OF_THE_LOG.has(line.toLowerCase());
  return { email: claimed, name: isName ? line : (claimed ?? "") };
}

/** The provider's id of an account: what the standard allows and every database can store. */
export function isSubject(sub: unknown): sub is string {
  return typeof sub === "string" && /^[\x20-\x7e]{1,255}$/.test(sub) && sub.trim() !== "";
}
