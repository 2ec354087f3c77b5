/** The kinds of screens, in pixels: a preview is drawn as one of them. */
export const SCREEN_SHAPES = {
  wide: { label: "Landscape", width: 1_920, height: 1_080 },
  upright: { label: "Portrait", width: 1_080, height: 1_920 },
} as const;
export type ScreenShape = keyof typeof SCREEN_SHAPES;
