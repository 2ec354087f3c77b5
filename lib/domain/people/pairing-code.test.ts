import fc from "fast-check";
import { expect, it } from "vitest";
import { formatPairingCode, PAIRING_CODE_LENGTH, PAIRING_LETTERS, readPairingCode } from "./pairing-code";

const code = fc
  .array(fc.constantFrom(...PAIRING_LETTERS), { minLength: PAIRING_CODE_LENGTH, maxLength: PAIRING_CODE_LENGTH })
  .map((letters) => letters.join(""));

it("contains no characters that look alike, and spells no words", () => {
  for (const group of ["0OQ", "1IL", "2Z", "5S", "8B", "UV", "6G"]) {
    expect([...group].filter((letter) => PAIRING_LETTERS.includes(letter)).length, group).toBeLessThan(2);
  }
  expect(PAIRING_LETTERS).not.toMatch(/[AEIOU]/);
  expect(new Set(PAIRING_LETTERS).size).toBe(PAIRING_LETTERS.length);
});

it("reads a code as it is shown, in lower case, with spaces, and without the hyphen", () => {
  fc.assert(
    fc.property(code, (shown) => {
      expect(readPairingCode(formatPairingCode(shown))).toBe(shown);
      expect(readPairingCode(` ${shown.slice(0, 4).toLowerCase()} – ${shown.slice(4)}`)).toBe(shown);
      expect(readPairingCode(shown)).toBe(shown);
    }),
  );
});

it("rejects what no screen shows", () => {
  for (const text of ["", "K7MX", "K7MX-4QT", "K7MX-4QTPP", "K7MX-4QT0", "K7MX_4QTP", "К7MX-4QTP"]) {
    expect(readPairingCode(text)).toBeNull();
  }
});
