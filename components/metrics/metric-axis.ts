import { valueTicks } from "@/components/charts/chart-scale";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { startOfOwnDay } from "@/lib/domain/time/start-of-day";
import { durationMs, type TimeWindow } from "@/lib/domain/time/time-window";

const STEPS_OF_MINUTES = [5, 10, 15, 30, 60, 120, 180, 360, 720];
const STEPS_OF_DAYS = [1, 2, 5, 7, 14, 30, 60, 90];
const TIME_STEPS_MS = [
  ...STEPS_OF_MINUTES.map((minutes) => minutes * MINUTE_MS),
  ...STEPS_OF_DAYS.map((days) => days * DAY_MS),
];

/** Round numbers that span all values and zero; up to `full` if the maximum possible value is known. */
export function metricTicks(values: readonly number[], full: number | null): number[] {
  // Not Math.max(…values): a long list would be too many arguments.
  const largest = values.reduce((max, value) => Math.max(max, value), full ?? 0);
  const smallest = values.reduce((min, value) => Math.min(min, value), 0);
  if (full !== null && largest === full && smallest === 0) return [0, full / 2, full];
  if (smallest === 0) return valueTicks(largest);
  const [, step = 1] = valueTicks(largest - smallest);
  const first = Math.floor(smallest / step);
  return Array.from({ length: Math.ceil(largest / step) - first + 1 }, (_, index) => (first + index) * step);
}

/** At most `most` moments within a window that are round on the reader's own clocks. */
export function timeMarks(span: TimeWindow, max: number): EpochMs[] {
  const step = TIME_STEPS_MS.find((ms) => durationMs(span) / ms <= max) ?? 180 * DAY_MS;
  const marks: EpochMs[] = [];
  for (let at = startOfOwnDay(span.from); at < span.to; at = nextMark(at, step)) {
    if (at > span.from) marks.push(at);
  }
  return marks;
}

/** Whole days after midnight is midnight again, even if a day has 23 or 25 hours. */
function nextMark(at: EpochMs, step: number): EpochMs {
  return step < DAY_MS ? at + step : startOfOwnDay(at + step + HOUR_MS * 2);
}
