import "server-only";
import { MAX_RATE_STEPS, samplingTimes } from "@/lib/domain/money/rate-steps";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { calendarBuckets, durationMs, type TimeWindow } from "@/lib/domain/time/time-window";

/** Besides the ends of a window. */
const MAX_INSIDE = MAX_RATE_STEPS - 2;
const STEPS_MS = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS);
const LONG_STEPS_MS = [1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR_MS);

/**
 * Moments at which to sample a rate, at most `MAX_RATE_STEPS`. But for the ends of the window, they are on the clock, so
 * that the next question needs almost the same ones: in the past, the ledger has to be read for them only once.
 */
export function rateTimes(window: TimeWindow, timeZone: string): EpochMs[] {
  const { from, to } = window;
  const inside = insideOnTheClock(window, timeZone);
  if (inside === null) return samplingTimes(window);
  return [from, ...inside.filter((at) => at > from && at < to - 1), to - 1];
}

function insideOnTheClock(window: TimeWindow, timeZone: string): EpochMs[] | null {
  const stepMs = [...STEPS_MS, ...LONG_STEPS_MS].find((step) => durationMs(window) <= step * MAX_INSIDE);
  if (stepMs === undefined) return daysOf(window, timeZone);
  if (durationMs(window) < MAX_INSIDE * MINUTE_MS) return null;
  const first = Math.ceil(window.from / stepMs);
  const count = Math.floor(window.to / stepMs) - first + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * stepMs);
}

/** The beginnings of days, whose costs are stored, or of every second day, and so on. */
function daysOf(window: TimeWindow, timeZone: string): EpochMs[] | null {
  const days = calendarBuckets(window, "day", timeZone);
  if (days === null) return null;
  const every = Math.ceil(durationMs(window) / DAY_MS / MAX_INSIDE);
  return days.filter((_, index) => index % every === 0).map(({ from }) => from);
}
