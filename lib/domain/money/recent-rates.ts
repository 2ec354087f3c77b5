import type { EpochMs } from "../time/epoch";
import type { TimeWindow } from "../time/time-window";
import { accruedCost, type RateInterval, type UsdMicros, type UsdMicrosPerHour, unpricedMs } from "./cost";

/** The rate charged from a moment until the next entry. */
export type RecentRate = readonly [at: string, usdMicrosPerHour: UsdMicrosPerHour | null];

/** The same as intervals of one price each, up to the last reading. */
export function rateIntervals(rates: readonly RecentRate[], observedAt: EpochMs): RateInterval[] {
  return rates.flatMap(([at, usdMicrosPerHour], index) => {
    const from = Date.parse(at);
    const next = rates[index + 1];
    const to = next ? Date.parse(next[0]) : observedAt;
    return from < to ? [{ from, to, usdMicrosPerHour }] : [];
  });
}

/** What these rates cost between two readings; an unknown price adds nothing. */
export function costBetween(rates: readonly RecentRate[], readings: TimeWindow): UsdMicros {
  return accruedCost(rateIntervals(rates, readings.to), readings);
}

/** What these rates cost within a window; `null` if no part of it has a known price, which is not free. */
export function recentCost(intervals: readonly RateInterval[], window: TimeWindow): UsdMicros | null {
  const cost = accruedCost(intervals, window);
  return cost === 0 && unpricedMs(intervals, window) > 0 ? null : cost;
}
