import type { EpochMs } from "./epoch";

/** From `from` up to, not including, `to`. */
export interface TimeWindow {
  from: EpochMs;
  to: EpochMs;
}

export const BUCKET_UNITS = ["hour", "day", "month"] as const;
export type BucketUnit = (typeof BUCKET_UNITS)[number];

export const MAX_BUCKETS = 5_000;

/** How long two windows overlap, in milliseconds; never negative. */
export function overlapMs(one: TimeWindow, other: TimeWindow): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
}

export function durationMs({ from, to }: TimeWindow): number {
  return Math.max(0, to - from);
}

/** Whether the text is an IANA time zone that this machine knows. */
export function isTimeZone(text: string): boolean {
  return findTimeZone(text) !== null;
}

/**
 * The IANA time zone that the text names, in IANA's spelling; `null` if this machine does not know it. Names are accepted in any
 * case, so one zone has thousands of spellings: caches per zone must not keep an entry for each of them.
 */
export function findTimeZone(text: string): string | null {
  // Temporal also accepts full timestamps and bare offsets, which are not zone names.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(text)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return null;
  }
}

/**
 * The window, split where an hour, a day or a month begins in a time zone. The first and the last bucket are cut
 * to the window, so the buckets cover it exactly. `null` if there would be more than `maxBuckets`.
 */
export function calendarBuckets(
  { from, to }: TimeWindow,
  unit: BucketUnit,
  timeZone: string,
  maxBuckets = MAX_BUCKETS,
): TimeWindow[] | null {
  const buckets: TimeWindow[] = [];
  let start = startOf(unit, zoned(from, timeZone));
  while (start.epochMilliseconds < to) {
    if (buckets.length === maxBuckets) return null;
    const next = startOfNext(unit, start);
    const bucket = { from: Math.max(from, start.epochMilliseconds), to: Math.min(to, next.epochMilliseconds) };
    if (bucket.from < bucket.to) buckets.push(bucket);
    start = next;
  }
  return buckets;
}

/** The calendar day or month around a moment in a time zone. */
export function calendarUnitAround(at: EpochMs, unit: "day" | "month", timeZone: string): TimeWindow {
  const start = startOf(unit, zoned(at, timeZone));
  return { from: start.epochMilliseconds, to: startOfNext(unit, start).epochMilliseconds };
}

function zoned(at: EpochMs, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

function startOf(unit: BucketUnit, at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  if (unit === "month") return at.with({ day: 1 }).startOfDay();
  if (unit === "day") return at.startOfDay();
  return startOfHour(at);
}

function startOfNext(unit: BucketUnit, start: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  if (unit === "month") return start.add({ months: 1 }).startOfDay();
  if (unit === "day") return start.add({ days: 1 }).startOfDay();
  const hourLater = start.add({ hours: 1 });
  const next = startOfHour(hourLater);
  // If clocks go back by half an hour (Lord Howe), the repeated hour has no start of its own.
  return Temporal.ZonedDateTime.compare(next, start) > 0 ? next : hourLater;
}

function startOfHour(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return at.round({ smallestUnit: "hour", roundingMode: "floor" });
}
