import type { EpochMs } from "./cluster";
import { accruedCost, type RateInterval, type UsdMicros, type UsdMicrosPerHour, unpricedMs } from "./cost";
import type { TimeWindow } from "./time-window";

/** What was charged from a moment on, until the next. */
export type RecentRate = readonly [at: string, usdMicrosPerHour: UsdMicrosPerHour | null];

/** The times of one price each, until the last reading. */
export function rateIntervals(rates: readonly RecentRate[], observedAt: EpochMs): RateInterval[] {
  return rates.flatMap(([at, usdMicrosPerHour], index) => {
    const from = Date.parse(at);
    const next = rates[index + 1];
    const to = next ? Date.parse(next[0]) : observedAt;
    return from < to ? [{ from, to, usdMicrosPerHour }] : [];
  });
}

/** What these rates cost inside a window; `null` when nothing of it has a known price, which is not free. */
export function recentCost(intervals: readonly RateInterval[], window: TimeWindow): UsdMicros | null {
  const cost = accruedCost(intervals, window);
  return cost === 0 && unpricedMs(intervals, window) > 0 ? null : cost;
}

/** When the day began on this machine's clocks. */
export function startOfOwnDay(at: EpochMs): EpochMs {
  return new Date(at).setHours(0, 0, 0, 0);
}
