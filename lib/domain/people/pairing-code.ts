import { MINUTE_MS } from "../time/epoch";

/** Letters and digits that cannot be confused across a room, without vowels, so that no words appear. */
export const PAIRING_LETTERS = "CDFGHJKMNPQRTWXY3479";
export const PAIRING_CODE_LENGTH = 8;

/** How long a screen's code is valid. */
export const PAIRING_LIFE_MS = 5 * MINUTE_MS;

const HALF = PAIRING_CODE_LENGTH / 2;
const CODE = new RegExp(`^[${PAIRING_LETTERS}]{${PAIRING_CODE_LENGTH}}$`);

/** The code that a person typed, in any case and spacing; `null` for anything a screen would never show. */
export function readPairingCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s\p{Pd}.]/gu, "");
  return CODE.test(code) ? code : null;
}

/** A code the way a screen shows it: "K7MX-4QTP". */
export function formatPairingCode(code: string): string {
  return `${code.slice(0, HALF)}-${code.slice(HALF)}`;
}
