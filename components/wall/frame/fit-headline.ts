import type { Area } from "../tiles/tile-grid";
import type { TextWidth } from "./text-width";

/** In units: see `Area`. */
export const HEADLINE = { largest: 11, smallest: 5, lineHeight: 1.1, gap: 3 };
/** One line of the largest type, or two of a smaller one; in a low picture, this share of its height. */
const MAX_HEIGHT = 18;
const MAX_SHARE = 0.25;
const STEP = 0.25;

export interface FittedHeadline {
  /** For the most important part. The rest of the sentence is always as small as allowed. */
  size: number;
  /** Whether the rest fits on the same line. */
  isRestBeside: boolean;
}

/**
 * The largest type for the first part of the sentence in a picture of this size: 11 hundredths of the screen's height, less if it
 * would take up more than 18 of them, but never below 5, however many lines that makes.
 */
export function fitHeadline(first: string, rest: string, { width, height }: Area, widthOf: TextWidth): FittedHeadline {
  const room = { width, height: Math.min(MAX_HEIGHT, height * MAX_SHARE) };
  let size = HEADLINE.largest;
  while (size > HEADLINE.smallest && !fits(first, size, room, widthOf)) size -= STEP;
  const restWidth = rest === "" ? 0 : HEADLINE.gap + widthOf(rest, "normal") * HEADLINE.smallest;
  return { size, isRestBeside: widthOf(first, "bold") * size + restWidth <= width };
}

function fits(text: string, size: number, room: Area, widthOf: TextWidth): boolean {
  const lines = countLines(text, room.width / size, (part) => widthOf(part, "bold"));
  return lines !== null && lines * size * HEADLINE.lineHeight <= room.height;
}

/** How many lines a browser breaks a text into; `null` if a single word is wider than a line. */
function countLines(text: string, width: number, widthOf: (text: string) => number): number | null {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (widthOf(word) > width) return null;
    const line = lines.at(-1) ?? "";
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.length;
}
