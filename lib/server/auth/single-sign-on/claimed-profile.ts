import "server-only";
import { emailAddress } from "@/lib/contract/people";
import { clip } from "@/lib/domain/text/scrub";
import type { Claims } from "./identity-client";

/** As long as a name may be that is entered here. */
const MAX_NAME_LENGTH = 80;

/** Whoever acts in the audit log without being a person: nobody is called so. */
const WORDS_OF_THE_LOG: ReadonlySet<string> = new Set(["system", "guest"]);

export interface ClaimedProfile {
  /** In lower case; `null` where the provider names none that can be used, or says that it is not theirs. */
  email: string | null;
  /** One line, with nothing in it that is not seen. */
  name: string;
}

/**
 * Who somebody is here, by what their provider says. An address is an address, as everywhere: it stands for them in the audit log, so
 * whatever merely looks like one, or belongs to somebody else, is none.
 */
export function claimedProfile({ email, email_verified: isVerified, name }: Claims): ClaimedProfile {
  const address = emailAddress.safeParse(typeof email === "string" ? email.trim() : null);
  const isOwn = isVerified !== false && isVerified !== "false";
  const claimed = address.success && isOwn ? address.data.toLowerCase() : null;
  const line = typeof name === "string" ? clip(name.normalize("NFKC"), MAX_NAME_LENGTH) : "";
  const isName = line !== "" && !WORDS_OF_THE_LOG.has(line.toLowerCase());
  return { email: claimed, name: isName ? line : (claimed ?? "") };
}

/** What the provider calls an account: what the standard allows, and every database takes. */
export function isSubject(sub: unknown): sub is string {
  return typeof sub === "string" && /^[\x20-\x7e]{1,255}$/.test(sub) && sub.trim() !== "";
}
