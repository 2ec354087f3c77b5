import { MINUTE_MS } from "../time/epoch";

/** Letters and digits that cannot be taken for one another across a room, without vowels, which would make words. */
export const PAIRING_LETTERS = "CDFGHJKMNPQRTWXY3479";
export const PAIRING_CODE_LENGTH = 8;

/** How long a screen's code can be entered. */
export const PAIRING_LIFE_MS = 5 * MINUTE_MS;

const HALF = PAIRING_CODE_LENGTH / 2;
const CODE = new RegExp(`^[${PAIRING_LETTERS}]{${PAIRING_CODE_LENGTH}}$`);

/** The code that a person typed, however they spaced and wrote it; `null` for what no screen ever shows. */
export function readPairingCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s\p{Pd}.]/gu, "");
  return CODE.test(code) ? code : null;
}

/** "K7MX-4QTP": as a screen shows it. */
export function formatPairingCode(code: string): string {
  return `${code.slice(0, HALF)}-${code.slice(HALF)}`;
}
