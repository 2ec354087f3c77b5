import { addDays, type CalendarDate, dateAt, daysBetween, firstOfMonth } from "@/lib/domain/time/calendar-date";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { BucketUnit } from "@/lib/domain/time/time-window";

export const COST_RANGES = ["today", "yesterday", "7d", "month", "last-month", "custom"] as const;
export type CostRange = (typeof COST_RANGES)[number];

/** Days from `from` up to, not including, `to`. `to: null` is now. */
export interface DateRange {
  from: CalendarDate;
  to: CalendarDate | null;
}

/** A chart draws no more bars; see limits.md. */
const MAX_BARS = 100;
const MAX_HOURS_PER_DAY = 25;
/** A chart by month shows no more; guests get up to 200, whatever the size of the fleet. */
const MAX_MONTHS = 180;
/** The server rejects earlier days. */
const FIRST_DAY = "1970-01-01";

/** The days a range stands for. A custom range includes its last day, so its end is the day after. */
export function datesOf(
  range: CostRange,
  custom: { from: CalendarDate | null; to: CalendarDate | null },
  now: EpochMs,
  timeZone: string,
): DateRange {
  const today = dateAt(now, timeZone);
  switch (range) {
    case "today":
      return { from: today, to: null };
    case "yesterday":
      return { from: addDays(today, -1), to: today };
    case "7d":
      return { from: addDays(today, -6), to: null };
    case "month":
      return { from: firstOfMonth(today), to: null };
    case "last-month":
      return { from: firstOfMonth(today, -1), to: firstOfMonth(today) };
    case "custom": {
      const last = laterOf(custom.to ?? today, FIRST_DAY);
      const from = laterOf(custom.from ?? firstOfMonth(last), earliestDay(last));
      return { from, to: last >= today ? null : addDays(last, 1) };
    }
  }
}

/** The earliest first day of a range that ends with `last`. */
export function earliestDay(last: CalendarDate): CalendarDate {
  return laterOf(firstOfMonth(last, 1 - MAX_MONTHS), FIRST_DAY);
}

function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}

/** The buckets that give a readable chart of a range, finest first. */
export function bucketsFor({ from, to }: DateRange, now: EpochMs, timeZone: string): BucketUnit[] {
  const days = Math.max(1, daysBetween(from, to ?? addDays(dateAt(now, timeZone), 1)));
  const isReadable: Record<BucketUnit, boolean> = {
    hour: days * MAX_HOURS_PER_DAY <= MAX_BARS,
    day: days <= MAX_BARS,
    month: true,
  };
  return (["hour", "day", "month"] as const).filter((unit) => isReadable[unit]);
}

/** The requested bucket if the range allows it; otherwise hours for a single day, and days or months for longer ranges. */
export function bucketOf(wanted: BucketUnit | null, range: DateRange, now: EpochMs, timeZone: string): BucketUnit {
  const allowed = bucketsFor(range, now, timeZone);
  if (wanted !== null && allowed.includes(wanted)) return wanted;
  const isOneDay = daysBetween(range.from, range.to ?? addDays(dateAt(now, timeZone), 1)) <= 1;
  if (isOneDay) return "hour";
  return allowed.includes("day") ? "day" : "month";
}
