import { addDays, type CalendarDate, dateAt, daysBetween, firstOfMonth } from "@/lib/domain/time/calendar-date";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { BucketUnit } from "@/lib/domain/time/time-window";

export const COST_RANGES = ["today", "7d", "month", "last-month", "custom"] as const;
export type CostRange = (typeof COST_RANGES)[number];

/** Days from `from` up to, not including, `to`. `to: null` is now. */
export interface DateRange {
  from: CalendarDate;
  to: CalendarDate | null;
}

/** A chart draws no more bars; see limits.md. */
const MAX_BARS = 100;
const MOST_HOURS_PER_DAY = 25;
/** By the month, a chart shows no more; guests are answered 200 whatever the fleet. */
const MAX_MONTHS = 180;
/** Days before are no days to the server. */
const FIRST_DAY = "1970-01-01";

/** The days a range stands for. Of a custom one both days are shown, so the end is the day after. */
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

/** The first day that a range which ends with `last` can begin with. */
export function earliestDay(last: CalendarDate): CalendarDate {
  return laterOf(firstOfMonth(last, 1 - MAX_MONTHS), FIRST_DAY);
}

function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}

/** The buckets in which a range gives a chart that can be read, finest first. */
export function bucketsFor({ from, to }: DateRange, now: EpochMs, timeZone: string): BucketUnit[] {
  const days = Math.max(1, daysBetween(from, to ?? addDays(dateAt(now, timeZone), 1)));
  const isReadable: Record<BucketUnit, boolean> = {
    hour: days * MOST_HOURS_PER_DAY <= MAX_BARS,
    day: days <= MAX_BARS,
    month: true,
  };
  return (["hour", "day", "month"] as const).filter((unit) => isReadable[unit]);
}

/** The bucket that was asked for where the range allows it; else, of those it allows, hours of one day and days of more. */
export function bucketOf(wanted: BucketUnit | null, range: DateRange, now: EpochMs, timeZone: string): BucketUnit {
  const allowed = bucketsFor(range, now, timeZone);
  if (wanted !== null && allowed.includes(wanted)) return wanted;
  const isOneDay = daysBetween(range.from, range.to ?? addDays(dateAt(now, timeZone), 1)) <= 1;
  if (isOneDay) return "hour";
  return allowed.includes("day") ? "day" : "month";
}
