import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import { formatShare } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";

type CostRange = Pick<Costs, "from" | "to" | "timeZone" | "generatedAt" | "observedShare" | "history">;

/** "1 Nov, 00:00 – 20 Nov, 15:04, Europe/Berlin", and how well that time was watched. */
export function rangeWords({ from, to, timeZone, generatedAt, observedShare, history }: CostRange) {
  const style = minuteStyle([from, to, generatedAt].map(Date.parse), timeZone);
  const words = (time: string) => zoneTime(Date.parse(time), timeZone, style);
  const watched = observedShare < 1 ? `Watched ${formatShare(observedShare)} of the time.` : "Watched the whole time.";
  const remarks =
    history.since !== null && history.since > from
      ? [watched, `History starts ${words(history.since)}: nothing before that is counted.`]
      : [watched];
  return { range: `${words(from)} – ${words(to)}, ${timeZone}`, remarks };
}
