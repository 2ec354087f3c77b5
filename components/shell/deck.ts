/** The product's mark, a deck of three cards on a square of 20 by 20: the front card is filled, the two behind it are drawn as lines. */
export const DECK = {
  front: "M4 9h12a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2z",
  behind: "M4 6.5h12M6 3.5h8",
  behindWidth: 1.8,
  behindOpacity: 0.7,
} as const;
