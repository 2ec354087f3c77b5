import type { TextWidth } from "../frame/text-width";

/** Of Inter at weight 600, from the space to the tilde, in hundredths of the font size. */
const WIDTHS = [
  25, 32, 52, 64, 65, 100, 66, 33, 37, 37, 54, 67, 32, 47, 32, 38, 66, 42, 62, 64, 67, 61, 64, 58, 64, 64, 32, 33, 67,
  67, 67, 54, 100, 73, 66, 74, 72, 61, 59, 75, 75, 28, 58, 70, 57, 92, 76, 77, 65, 77, 65, 65, 66, 74, 73, 102, 72, 71,
  65, 37, 38, 37, 48, 47, 35, 57, 62, 58, 62, 59, 39, 63, 61, 26, 26, 57, 26, 90, 61, 61, 62, 62, 40, 55, 35, 61, 59,
  84, 57, 59, 57, 45, 36, 45, 67,
];
const FIRST = " ".charCodeAt(0);
/** For whatever else is in a headline: a dash, a dot. */
const USUAL = 65;
/** As browsers' own measurements are allowed for. */
const MARGIN = 1.03;

/** How wide a text is where nothing can measure it; in a normal weight, which is narrower, as wide as in a bold one. */
export const letterWidths: TextWidth = (text) => {
  let width = 0;
  for (const letter of text) width += WIDTHS[letter.charCodeAt(0) - FIRST] ?? USUAL;
  return (width / 100) * MARGIN;
};
