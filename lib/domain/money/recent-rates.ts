import { dateAt } from "../time/calendar-date";
import type { EpochMs } from "../time/epoch";
import type { TimeWindow } from "../time/time-window";
import { accruedCost, type RateInterval, type UsdMicros, type UsdMicrosPerHour, unpricedMs } from "./cost";

const QUARTER_HOUR_MS = 900_000;
const DAY_STEPS = 64;

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

/** What these rates cost within a window; `null` if no part of it has a known price, which is not free. */
export function recentCost(intervals: readonly RateInterval[], window: TimeWindow): UsdMicros | null {
  const cost = accruedCost(intervals, window);
  return cost === 0 && unpricedMs(intervals, window) > 0 ? null : cost;
}

/** When the day began in a time zone; `null` for this machine's. */
export function startOfDay(at: EpochMs, timeZone: string | null): EpochMs {
  if (timeZone === null) return startOfOwnDay(at);
  const date = dateAt(at, timeZone);
  // Days begin on a quarter of an hour everywhere; searching backwards also copes with clock changes.
  let start = Math.floor(at / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  for (let step = DAY_STEPS; step >= 1; step = Math.floor(step / 2)) {
    while (dateAt(start - step * QUARTER_HOUR_MS, timeZone) === date) start -= step * QUARTER_HOUR_MS;
  }
  return start;
}

/** When the day began in this machine's time zone. */
export function startOfOwnDay(at: EpochMs): EpochMs {
  return new Date(at).setHours(0, 0, 0, 0);
}
