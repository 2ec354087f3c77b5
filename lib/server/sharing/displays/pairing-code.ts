import "server-only";
import { randomInt } from "node:crypto";
import { PAIRING_CODE_LENGTH, PAIRING_LETTERS } from "@/lib/domain/people/pairing-code";

/** One of 2.5e10 codes, all equally likely. */
export function newPairingCode(): string {
  return Array.from({ length: PAIRING_CODE_LENGTH }, () => PAIRING_LETTERS[randomInt(PAIRING_LETTERS.length)]).join("");
}
