import type { EpochMs } from "../time/epoch";
import type { TimeWindow } from "../time/time-window";
import { addRates, type RateInterval, type UsdMicrosPerHour, usdMicrosPerHour } from "./cost";

/** The rate from this moment until the next step. */
export interface RateStep {
  at: EpochMs;
  usdMicrosPerHour: UsdMicrosPerHour;
}

/** The most a chart draws; see limits.md. */
export const MAX_RATE_STEPS = 400;

/** The exact sum of the known rates over a window: a step for each change, the first at the window's start. */
export function rateSteps(intervals: readonly RateInterval[], { from, to }: TimeWindow): RateStep[] {
  const changes = new Map<EpochMs, UsdMicrosPerHour>([[from, usdMicrosPerHour(0)]]);
  const change = (at: EpochMs, by: number) => {
    if (by !== 0 && at < to)
      changes.set(Math.max(from, at), addRates(changes.get(Math.max(from, at)), usdMicrosPerHour(by)));
  };
  for (const interval of intervals) {
    if (interval.to <= from || interval.from >= to || interval.usdMicrosPerHour === null) continue;
    change(interval.from, interval.usdMicrosPerHour);
    change(interval.to, -interval.usdMicrosPerHour);
  }
  let rate = usdMicrosPerHour(0);
  const steps: RateStep[] = [];
  for (const [at, by] of [...changes].sort(([one], [other]) => one - other)) {
    const next = addRates(rate, by);
    if (steps.length === 0 || next !== rate) steps.push({ at, usdMicrosPerHour: next });
    rate = next;
  }
  return steps;
}

/**
 * Moments, spread evenly over a window, at which to sample a rate that changes too often to be drawn step by step. The last is the
 * window's end: in a large fleet that was just read for the first time, everything has happened since the moment before.
 */
export function samplingTimes({ from, to }: TimeWindow): EpochMs[] {
  const lastStep = MAX_RATE_STEPS - 1;
  return Array.from({ length: MAX_RATE_STEPS }, (_, index) => from + Math.floor((index * (to - 1 - from)) / lastStep));
}
