import "server-only";
import { randomInt } from "node:crypto";
import { PAIRING_CODE_LENGTH, PAIRING_LETTERS } from "@/lib/domain/people/pairing-code";

/** 2.5e10 of them, each as likely as any other. */
export function newPairingCode(): string {
  return Array.from({ length: PAIRING_CODE_LENGTH }, () => PAIRING_LETTERS[randomInt(PAIRING_LETTERS.length)]).join("");
}
