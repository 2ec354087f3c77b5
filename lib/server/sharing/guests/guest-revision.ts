import "server-only";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { StoredLink } from "../links/stored-link";

const PART_LENGTH = 16;
const SIGNED_AS = "fleet";
const FORMERLY_SIGNED_AS = "revision";

type Signer = Pick<StoredLink, "aliasKey">;

/**
 * Derived from the content of an answer, since our own revision would reveal how much else happens; signed, so that any
 * server recognises it.
 */
export function guestRevision(link: Signer, content: string): string {
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, PART_LENGTH);
  return `${hash}${sign(link, hash, SIGNED_AS)}`;
}

/** Whether an `If-None-Match` names an answer that this link has given to anybody. */
export function namesRevision(link: Signer, ifNoneMatch: string | null): boolean {
  return isSigned(link, ifNoneMatch, SIGNED_AS);
}

/** Whether it names one that version 0.1 gave, whose fields had other names. */
export function namesFormerRevision(link: Signer, ifNoneMatch: string | null): boolean {
  return isSigned(link, ifNoneMatch, FORMERLY_SIGNED_AS);
}

function isSigned(link: Signer, ifNoneMatch: string | null, as: string): boolean {
  const revision = /^(?:W\/)?"([\w-]{32})"$/.exec(ifNoneMatch?.trim() ?? "")?.[1];
  if (revision === undefined) return false;
  const expected = sign(link, revision.slice(0, PART_LENGTH), as);
  return timingSafeEqual(Buffer.from(revision.slice(PART_LENGTH)), Buffer.from(expected));
}

function sign({ aliasKey }: Signer, hash: string, as: string): string {
  return createHmac("sha256", aliasKey).update(`${as}\n${hash}`).digest("base64url").slice(0, PART_LENGTH);
}
