import type { LogLine } from "./log-levels";

/** The positions of the lines that contain a text, ignoring case. An empty text matches nothing. */
export function findLines(lines: readonly LogLine[], search: string): number[] {
  const wanted = search.toLowerCase();
  if (wanted === "") return [];
  return lines.flatMap(({ text }, index) => (text.toLowerCase().includes(wanted) ? [index] : []));
}

/** The next position after (or before) `from`, wrapping around at the ends. Without a `from`, the newest. */
export function nextMatch(matches: readonly number[], from: number | null, step: 1 | -1): number | null {
  if (from === null) return matches.at(-1) ?? null;
  if (step === 1) return matches.find((place) => place > from) ?? matches[0] ?? null;
  return matches.findLast((place) => place < from) ?? matches.at(-1) ?? null;
}

/** A text cut into pieces, every second of which is a match. */
export function splitAtMatches(text: string, search: string): string[] {
  const wanted = search.toLowerCase();
  const lower = text.toLowerCase();
  // A few letters change length with their case, so that positions in the two texts differ.
  if (wanted === "" || lower.length !== text.length) return [text];
  const pieces: string[] = [];
  let end = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, end)) {
    pieces.push(text.slice(end, at), text.slice(at, at + wanted.length));
    end = at + wanted.length;
  }
  return [...pieces, text.slice(end)];
}
