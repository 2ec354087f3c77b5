import type { EpochMs } from "./epoch";
import { zoneFormat } from "./zone-format";

const SHORT_DAY = { day: "numeric", month: "short" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;

const dayAndTime = zoneFormat("en-GB", { ...SHORT_DAY, ...CLOCK, second: "2-digit" });
const dateAndMinute = zoneFormat("en-GB", { ...SHORT_DAY, year: "numeric", ...CLOCK });

/** "20 Nov, 15:04:10 GMT+1": in a given time zone, which is named. */
export function formatMoment(at: EpochMs, timeZone: string): string {
  return dayAndTime(timeZone).format(at);
}

/** "20 Nov 2026, 15:04 GMT+1", likewise. */
export function formatMomentToMinute(at: EpochMs, timeZone: string): string {
  return dateAndMinute(timeZone).format(at);
}
