import "server-only";
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 24;

/** What a link's address holds: 192 random bits, known to nobody but whoever has the address. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** Whether a text may be a token at all: whatever else stands in an address, nothing is looked up for it. */
export function isToken(text: string): boolean {
  return /^[\w-]{32}$/.test(text);
}

/** What is stored of a token. It needs no salt and no slow hash: there is nothing to guess. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
