import "server-only";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { StoredLink } from "../links/stored-link";

const PART_LENGTH = 16;

type Signer = Pick<StoredLink, "aliasKey">;

/**
 * Derived from the content of an answer, since our own revision would reveal how much else happens; signed, so that any
 * server recognises it.
 */
export function guestRevision(link: Signer, content: string): string {
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, PART_LENGTH);
  return `${hash}${sign(link, hash)}`;
}

/** Whether an `If-None-Match` names an answer that this link has given to anybody. */
export function namesRevision(link: Signer, ifNoneMatch: string | null): boolean {
  const revision = /^(?:W\/)?"([\w-]{32})"$/.exec(ifNoneMatch?.trim() ?? "")?.[1];
  if (revision === undefined) return false;
  const expected = sign(link, revision.slice(0, PART_LENGTH));
  return timingSafeEqual(Buffer.from(revision.slice(PART_LENGTH)), Buffer.from(expected));
}

function sign({ aliasKey }: Signer, hash: string): string {
  return createHmac("sha256", aliasKey).update(`revision\n${hash}`).digest("base64url").slice(0, PART_LENGTH);
}
