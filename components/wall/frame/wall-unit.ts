/** In pixels, or in any unit if only the shape matters. */
export interface ScreenSize {
  width: number;
  height: number;
}

/** A narrower screen has no room for the band above every view. */
export const MIN_WIDTH_UNITS = 46;

/** By how much a screen of this shape may be enlarged; at least 1. */
export function largestScale({ width, height }: ScreenSize): number {
  return Math.max(1, (width / height) * (100 / MIN_WIDTH_UNITS));
}

/** The unit in which a wall is drawn: a hundredth of the screen's height, times the scale as far as that fits. */
export function unitOf(screen: ScreenSize, scale: number): number {
  return (screen.height / 100) * Math.min(scale, largestScale(screen));
}

/** The share of its height that an upright picture needs: its band alone has several rows. */
const UPRIGHT_NEEDS_UNITS = 96;

/**
 * The unit of the picture in the height that a banner leaves it. The scale shrinks first; on an upright screen, where the picture
 * needs most of its height, the type shrinks too, since the banner is then what must be read.
 */
export function pictureUnit(screen: ScreenSize, height: number, scale: number): number {
  const ordinary = screen.height / 100;
  const min = screen.width > screen.height ? ordinary : Math.min(ordinary, height / UPRIGHT_NEEDS_UNITS);
  return Math.max(min, (unitOf(screen, scale) * height) / screen.height);
}
