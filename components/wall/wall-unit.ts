/** In pixels, or in any other unit where only the shape counts. */
export interface ScreenSize {
  width: number;
  height: number;
}

/** A narrower screen has no room for the band that stands above every view. */
const LEAST_WIDTH_UNITS = 42;

/** By how much a screen of this shape may be enlarged; at least 1. */
export function largestScale({ width, height }: ScreenSize): number {
  return Math.max(1, (width / height) * (100 / LEAST_WIDTH_UNITS));
}

/** The unit in which a wall is drawn: a hundredth of the screen's height, times the scale as far as that fits. */
export function unitOf(screen: ScreenSize, scale: number): number {
  return (screen.height / 100) * Math.min(scale, largestScale(screen));
}

/**
 * The unit of the picture in the height that a banner leaves it. The scale gives way first; on an upright screen, where the picture
 * needs all of its height, its type does as well: then the banner is what must be read.
 */
export function pictureUnit(screen: ScreenSize, height: number, scale: number): number {
  const least = screen.width > screen.height ? screen.height / 100 : 0;
  return Math.max(least, (unitOf(screen, scale) * height) / screen.height);
}
