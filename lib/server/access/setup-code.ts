import "server-only";
import { createHash, randomInt, timingSafeEqual } from "node:crypto";

/** Without letters and digits that look alike: the code is read off a terminal and typed. */
const ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** 31^20, or 99 bits. */
export function newSetupCode(): string {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""),
  );
  return groups.join("-");
}

/** Whether this is the code, however it was spaced and cased; takes the same time for every wrong one. */
export function isSetupCode(code: string, given: string): boolean {
  return timingSafeEqual(digest(code), digest(given));
}

function digest(code: string): Buffer {
  return createHash("sha256")
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ""))
    .digest();
}
