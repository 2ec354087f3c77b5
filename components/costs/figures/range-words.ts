import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import type { Costs } from "@/lib/contract/costs";

/** "1 Nov, 00:00 – 20 Nov, 15:04, Europe/Berlin" */
export function rangeWords({
  from,
  to,
  timeZone,
  generatedAt,
}: Pick<Costs, "from" | "to" | "timeZone" | "generatedAt">) {
  const style = minuteStyle([from, to, generatedAt].map(Date.parse), timeZone);
  const words = (time: string) => zoneTime(Date.parse(time), timeZone, style);
  return `${words(from)} – ${words(to)}, ${timeZone}`;
}
