import type { EpochMs } from "@/lib/domain/time/epoch";
import { minuteOfDay } from "@/lib/domain/time/minute-of-day";
import type { Night } from "./night";

/** Whether the clocks of a time zone stand between the two hours, over midnight where the night goes over it. */
export function isNight({ fromHour, toHour }: Night, now: EpochMs, timeZone: string): boolean {
  const hour = Math.floor(minuteOfDay(now, timeZone) / 60);
  return fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
}
