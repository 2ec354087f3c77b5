import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { MAX_OF_HOURS_MS } from "./chart-scale";
import { zoneTime } from "./zone-time";

const HALF_DAY_MS = DAY_MS / 2;
const MAX_OF_DAYS_MS = 400 * DAY_MS;

/** The label for a moment on an axis. Daily ticks may be an hour off midnight if clocks changed in between. */
export function timeLabel(at: EpochMs, { from, to }: TimeWindow, timeZone: string): string {
  const length = to - from;
  if (length > MAX_OF_DAYS_MS) return zoneTime(at + HALF_DAY_MS, timeZone, "month");
  if (length > MAX_OF_HOURS_MS) return zoneTime(at + HALF_DAY_MS, timeZone, "day");
  const hour = zoneTime(at, timeZone, "hour");
  return hour === "00:00" ? zoneTime(at, timeZone, "day") : hour;
}
