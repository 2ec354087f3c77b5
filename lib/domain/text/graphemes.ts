import { once } from "./once";

/**
 * What readers take for single characters: a family of joined emoji, a flag, a letter with its accents. Firefox before 125 has no
 * segmenter; the pattern knows the same emoji, and marks, but not the syllables of every script.
 */
export function graphemesOf(text: string): string[] {
  const segmenter = segmenters();
  return "segment" in segmenter
    ? Array.from(segmenter.segment(text), ({ segment }) => segment)
    : (text.match(GRAPHEME) ?? []);
}

/** In UTF-16 units, so that a character is seen whole before it is decided whether it fits: more than the largest family takes. */
const LONGEST = 64;

/** The beginning of a text, at most `maxLength` UTF-16 units long, without half a character at its end. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let end = 0;
  for (const grapheme of graphemesOf(text.slice(0, maxLength + LONGEST))) {
    if (end + grapheme.length > maxLength) break;
    end += grapheme.length;
  }
  // A single letter may carry marks without end; then it is better to lose some of them than the text.
  return end > 0 ? text.slice(0, end) : text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, "");
}

const segmenters = once((): Intl.Segmenter | object =>
  typeof Intl.Segmenter === "function" ? new Intl.Segmenter("en") : {},
);

const EXTENDING = String.raw`[\p{M}\p{Emoji_Modifier}\u{E0020}-\u{E007F}\u200C]`;
const GRAPHEME = new RegExp(String.raw`\r\n|\p{RI}\p{RI}${EXTENDING}*|.${EXTENDING}*(?:\u200D.${EXTENDING}*)*`, "gsu");
