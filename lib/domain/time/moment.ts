import type { EpochMs } from "./epoch";
import { zoneFormat } from "./zone-format";

const dayAndTime = zoneFormat("en-GB", {
  ...{ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  ...{ hourCycle: "h23", timeZoneName: "short" },
});

/** "20 Nov, 15:04:10 GMT+1": in a given time zone, which is named. */
export function formatMoment(at: EpochMs, timeZone: string): string {
  return dayAndTime(timeZone).format(at);
}
