import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";

/** A family, a flag, a skin tone, the flag of Scotland, an accent of its own, a Hindi syllable. */
const SINGLE = [
  "👩‍👩‍👧‍👦",
  "🇩🇪",
  "👍🏽",
  "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
  "e\u0301",
  "नी",
  "1️⃣",
  "x",
];

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe.each([
  ["with a segmenter", true],
  ["in a browser that has none", false],
])("%s", (_, hasSegmenter) => {
  const load = () => {
    if (!hasSegmenter) vi.stubGlobal("Intl", { ...Intl, Segmenter: undefined });
    return import("./graphemes");
  };

  it("takes joined emoji, flags and letters with marks for single characters", async () => {
    const { graphemesOf } = await load();
    expect(graphemesOf(SINGLE.join(""))).toEqual(SINGLE);
    expect(graphemesOf("")).toEqual([]);
  });

  it("cuts between characters, never within, and keeps all that fits", async () => {
    const { cutText } = await load();
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...SINGLE), { maxLength: 12 }),
        fc.integer({ min: 16, max: 60 }),
        (parts, max) => {
          const cut = cutText(parts.join(""), max);
          expect(cut.length).toBeLessThanOrEqual(max);
          const count = parts.findIndex((_part, index) => parts.slice(0, index + 1).join("").length > max);
          expect(cut).toBe(parts.slice(0, count < 0 ? parts.length : count).join(""));
        },
      ),
    );
  });

  it("keeps something of a letter with marks without end", async () => {
    const { cutText } = await load();
    expect(cutText(`a${"\u0301".repeat(100)}`, 10)).toHaveLength(10);
  });
});
