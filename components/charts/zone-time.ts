import type { EpochMs } from "@/lib/domain/time/epoch";
import type { BucketUnit, TimeWindow } from "@/lib/domain/time/time-window";
import { LONGEST_OF_HOURS_MS } from "./chart-scale";

const STYLES = {
  hour: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { day: "numeric", month: "short" },
  month: { month: "short", year: "numeric" },
  date: { day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  minute: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  exact: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
type Style = keyof typeof STYLES;

// Made once per zone and style: an Intl object per value leaks in a page that stays open for weeks.
const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment on the clocks of a time zone: as `hour` "14:00", `day` "20 Nov", `month` "Nov 2026", `minute` "20 Nov, 14:02". */
export function zoneTime(at: EpochMs, timeZone: string, style: Style): string {
  const key = `${style} ${timeZone}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...STYLES[style], timeZone });
  formats.set(key, format);
  return format.format(at);
}

const BUCKET_STYLES: Record<BucketUnit, Style> = { hour: "minute", day: "weekday", month: "month" };

/** The name of the bucket that begins at a moment: "Fri, 20 Nov 2026". */
export function bucketName(start: EpochMs, bucket: BucketUnit, timeZone: string): string {
  return zoneTime(start, timeZone, BUCKET_STYLES[bucket]);
}

const HALF_DAY_MS = 12 * 3_600_000;
const LONGEST_OF_DAYS_MS = 400 * 24 * 3_600_000;

/** What an axis calls a moment of a window. Ticks of days may be an hour off midnight, where clocks changed in between. */
export function timeLabel(at: EpochMs, { from, to }: TimeWindow, timeZone: string): string {
  const length = to - from;
  if (length > LONGEST_OF_DAYS_MS) return zoneTime(at + HALF_DAY_MS, timeZone, "month");
  if (length > LONGEST_OF_HOURS_MS) return zoneTime(at + HALF_DAY_MS, timeZone, "day");
  const hour = zoneTime(at, timeZone, "hour");
  return hour === "00:00" ? zoneTime(at, timeZone, "day") : hour;
}
