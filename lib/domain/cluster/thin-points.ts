import type { EpochMs } from "../time/epoch";

type Point = [at: EpochMs, value: number];

/**
 * At most `most` points (4 or more) of a line sorted by time: the lowest and the highest of each stretch of time, and
 * the very first and last. No peak is lost, and no point is invented, as an average would be.
 */
export function thinPoints(points: readonly Point[], max: number): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length <= max || first === undefined || last === undefined) return [...points];
  const stretches = Math.floor((max - 2) / 2);
  const lengthMs = (last[0] - first[0]) / stretches || 1;
  const all: Extremes[] = [];
  for (const point of points.slice(1, -1)) {
    const stretch = Math.min(stretches - 1, Math.floor((point[0] - first[0]) / lengthMs));
    const extremes = all.at(-1);
    if (extremes?.stretch === stretch) widen(extremes, point);
    else all.push({ stretch, lowest: point, highest: point, isLowestFirst: true });
  }
  return [first, ...all.flatMap(inOrder), last];
}

interface Extremes {
  stretch: number;
  lowest: Point;
  highest: Point;
  isLowestFirst: boolean;
}

function widen(extremes: Extremes, point: Point): void {
  if (point[1] < extremes.lowest[1]) {
    extremes.lowest = point;
    extremes.isLowestFirst = false;
  } else if (point[1] > extremes.highest[1]) {
    extremes.highest = point;
    extremes.isLowestFirst = true;
  }
}

function inOrder({ lowest, highest, isLowestFirst }: Extremes): Point[] {
  if (lowest === highest) return [lowest];
  return isLowestFirst ? [lowest, highest] : [highest, lowest];
}
