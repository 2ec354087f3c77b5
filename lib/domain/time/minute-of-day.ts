import type { EpochMs } from "./epoch";

// Made once per zone: see format.ts.
const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes since midnight, as the clocks of a time zone show it: 0 to 1439. */
export function minuteOfDay(at: EpochMs, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  formats.set(timeZone, format);
  const [hour = 0, minute = 0] = format.format(at).split(":").map(Number);
  return hour * 60 + minute;
}
