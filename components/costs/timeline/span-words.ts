import { zoneTime } from "@/components/charts/zone-time";
import { rateWords } from "@/components/status/rate-words";
import { formatDuration } from "@/lib/domain/text/format";
import type { TimelineSpan } from "./timeline-span";

/** "Degraded · 20 Nov 2026, 14:02:10 CET – 20 Nov 2026, 14:44:00 CET · 42 min · $21.40/h", without the rate where costs are not shown. */
export function spanWords(
  { words, from, to, interval }: TimelineSpan,
  { timeZone, showsCosts }: { timeZone: string; showsCosts: boolean },
): string {
  const times = `${zoneTime(from, timeZone, "exact")} – ${zoneTime(to, timeZone, "exact")}`;
  const rate = interval && showsCosts ? [rateWords({ ...interval, source: "none", note: null })] : [];
  return [words, times, formatDuration(to - from), ...rate].join(" · ");
}
