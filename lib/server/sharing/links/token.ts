import "server-only";
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 24;

/** The secret in a link's address: 192 random bits, known only to people who have the address. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** Whether a text can be a token at all: nothing is looked up for any other text in an address. */
export function isToken(text: string): boolean {
  return /^[\w-]{32}$/.test(text);
}

/** The hash that is stored instead of a token. It needs no salt and no slow hash, since a token cannot be guessed. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
