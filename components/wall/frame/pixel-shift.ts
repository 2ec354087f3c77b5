import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";

/** How far the picture moves from its place at most, in pixels. */
export const SHIFT_PX = 3;

/** A walk through a small square and back, so that no pixel of the screen shows the same thing for weeks. */
const STEPS: readonly (readonly [x: number, y: number])[] = [
  [0, 0],
  [2, 1],
  [SHIFT_PX, SHIFT_PX],
  [1, 2],
  [-1, SHIFT_PX],
  [-SHIFT_PX, 1],
  [-2, -1],
  [-SHIFT_PX, -SHIFT_PX],
  [-1, -2],
  [1, -SHIFT_PX],
  [SHIFT_PX, -1],
];

/** The `translate` for a minute; `null` if the picture is in its place. */
export function pixelShift(now: EpochMs): string | null {
  const minute = Math.floor(now / MINUTE_MS);
  const [x, y] = STEPS[minute % STEPS.length] ?? [0, 0];
  return x === 0 && y === 0 ? null : `${x}px ${y}px`;
}
