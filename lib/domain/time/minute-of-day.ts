import type { EpochMs } from "./epoch";
import { zoneFormat } from "./zone-format";

const clock = zoneFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Minutes since midnight by the clocks of a time zone: 0 to 1439. */
export function minuteOfDay(at: EpochMs, timeZone: string): number {
  const [hour = 0, minute = 0] = clock(timeZone).format(at).split(":").map(Number);
  return hour * 60 + minute;
}
