import { dateAt } from "@/lib/domain/time/calendar-date";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { distinctTime } from "@/lib/domain/time/repeated-time";
import type { BucketUnit } from "@/lib/domain/time/time-window";
import { zoneFormat } from "@/lib/domain/time/zone-format";

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const DAY = { day: "numeric", month: "short" } as const;
const DATE = { ...DAY, year: "numeric" } as const;

const STYLES = {
  hour: zoneFormat("en-GB", CLOCK),
  day: zoneFormat("en-GB", DAY),
  month: zoneFormat("en-GB", { month: "short", year: "numeric" }),
  weekday: zoneFormat("en-GB", { ...DATE, weekday: "short" }),
  minute: zoneFormat("en-GB", { ...DAY, ...CLOCK }),
  "year and minute": zoneFormat("en-GB", { ...DATE, ...CLOCK }),
  exact: zoneFormat("en-GB", { ...DATE, ...CLOCK, second: "2-digit", timeZoneName: "short" }),
};
type Style = keyof typeof STYLES;
/** The styles that tell a time of day without naming the zone. */
const WITHOUT_ZONE: readonly Style[] = ["hour", "minute", "year and minute"];

/**
 * A moment on the clocks of a time zone: as `hour` "14:00", `day` "20 Nov", `month` "Nov 2026", `minute` "20 Nov, 14:02". A time
 * that these clocks show twice comes with the name of the zone: "02:00 CEST", "02:00 CET".
 */
export function zoneTime(at: EpochMs, timeZone: string, style: Style): string {
  const words = STYLES[style](timeZone).format(at);
  return WITHOUT_ZONE.includes(style) ? distinctTime(words, at, timeZone) : words;
}

/** The style in which to write moments to the minute: with the year, unless all of them fall in the same one. */
export function minuteStyle(moments: readonly EpochMs[], timeZone: string): Style {
  const years = new Set(moments.map((at) => dateAt(at, timeZone).slice(0, 4)));
  return years.size > 1 ? "year and minute" : "minute";
}

const BUCKET_STYLES: Record<BucketUnit, Style> = { hour: "minute", day: "weekday", month: "month" };

/** The name of the bucket that begins at a moment: "Fri, 20 Nov 2026". */
export function bucketName(start: EpochMs, bucket: BucketUnit, timeZone: string): string {
  return zoneTime(start, timeZone, BUCKET_STYLES[bucket]);
}
