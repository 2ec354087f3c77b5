import type { EpochMs } from "@/lib/domain/time/epoch";
import { minuteOfDay } from "@/lib/domain/time/minute-of-day";
import type { Night } from "./night";

/** Whether the local time is between the two hours of the night, which may cross midnight. */
export function isNight({ fromHour, toHour }: Night, now: EpochMs, timeZone: string): boolean {
  const hour = Math.floor(minuteOfDay(now, timeZone) / 60);
  return fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
}
