import { DECK } from "../components/shell/deck";

// A home screen may have any colour, so the icon has its own background, in the dark theme's colours.
const GROUND = "#0e1420";
const ACCENT = "#8ab4f8";

/**
 * What surrounds the mark. `rounded` is shown as it is. `full` is for systems that cut the icon to a shape of their own: the ground
 * reaches every edge, and the mark stays within the middle circle of 80 % that all of them leave whole.
 */
const GROUNDS = {
  rounded: { margin: 3, radius: 6 },
  full: { margin: 5, radius: 0 },
} as const;

/** The app's icon, drawn from the same deck as the wordmark. */
export function iconSvg(ground: keyof typeof GROUNDS): string {
  const { margin, radius } = GROUNDS[ground];
  const size = 20 + 2 * margin;
  const square = `x="-${margin}" y="-${margin}" width="${size}" height="${size}" rx="${radius}"`;
  const line = `stroke-width="${DECK.behindWidth}" stroke-linecap="round" opacity="${DECK.behindOpacity}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-${margin} -${margin} ${size} ${size}">
  <!-- Made by \`npm run icons\`, as are the PNGs, from the deck in components/shell/deck.ts. -->
  <rect ${square} fill="${GROUND}"/>
  <path d="${DECK.front}" fill="${ACCENT}"/>
  <path d="${DECK.behind}" fill="none" stroke="${ACCENT}" ${line}/>
</svg>
`;
}
