import { zoneTime } from "@/components/charts/zone-time";
import type { Costs } from "@/lib/contract/costs";
import { addDays, dateAt, firstOfMonth } from "@/lib/domain/time/calendar-date";

/** "Nov 2026", and its last day "30 Nov", even if this browser does not know the time zone in which that month begins. */
export function monthWords({ from, to }: Pick<Costs["month"], "from" | "to">): { month: string; lastDay: string } {
  // The middle of a month lies in it by every clock.
  const middle = (Date.parse(from) + Date.parse(to)) / 2;
  const lastDay = addDays(firstOfMonth(dateAt(middle, "UTC"), 1), -1);
  return { month: zoneTime(middle, "UTC", "month"), lastDay: zoneTime(Date.parse(lastDay), "UTC", "day") };
}
