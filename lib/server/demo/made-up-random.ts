import "server-only";
import { createHash } from "node:crypto";

/** A number from 0 up to, but not including, 1 that is always the same for the same words. */
export function madeUp(...words: readonly (string | number)[]): number {
  return createHash("sha256").update(words.join("/")).digest().readUInt32BE() / 2 ** 32;
}
