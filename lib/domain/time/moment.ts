import type { EpochMs } from "./epoch";

// Made once per zone: see format.ts.
const formats = new Map<string, Intl.DateTimeFormat>();

/** "20 Nov, 15:04:10 GMT+1": on the clocks of a time zone, which is named. */
export function formatMoment(at: EpochMs, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", {
      ...{ timeZone, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
      ...{ hourCycle: "h23", timeZoneName: "short" },
    });
  formats.set(timeZone, format);
  return format.format(at);
}
