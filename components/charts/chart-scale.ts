import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";

/** An axis over a longer window names days instead of hours. */
export const MAX_OF_HOURS_MS = 3 * DAY_MS;
const TICK_STEPS_MS = [1, 2, 3, 6, 12, 24, 48, 120, 168, 336, 720, 2_190, 8_760].map((hours) => hours * HOUR_MS);

/** Round numbers from zero up to at least `largest`, about four of them. */
export function valueTicks(largest: number): number[] {
  if (largest <= 0) return [0, 1];
  const rough = largest / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const count = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** At most so many moments for an axis, counted from the window's start, which is a midnight: so labels fall on round hours. */
export function timeTicks({ from, to }: TimeWindow, max: number): EpochMs[] {
  const finest = to - from > MAX_OF_HOURS_MS ? DAY_MS : HOUR_MS;
  const step = TICK_STEPS_MS.find((ms) => ms >= finest && (to - from) / ms <= max) ?? to - from;
  const count = Math.floor((to - from - 1) / step) + 1;
  return Array.from({ length: count }, (_, index) => from + index * step);
}

/** Of `count` things, every nth so that at most `most` are left. */
export function thinned(count: number, max: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, max)));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}

/** Moves overlapping labels apart, as little as needed, keeping their order and staying within `min` and `max`. */
export function spreadLabels(wanted: readonly number[], gap: number, min: number, max: number): number[] {
  const placed: number[] = [];
  for (const at of wanted) placed.push(Math.max(at, (placed.at(-1) ?? min - gap) + gap));
  for (let index = placed.length - 1, limit = max; index >= 0; index -= 1, limit -= gap) {
    placed[index] = Math.min(placed[index] ?? limit, limit);
  }
  return placed;
}
