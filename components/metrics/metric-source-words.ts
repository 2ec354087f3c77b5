import type { Connection } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/cluster";
import { formatInterval, formatShortTime } from "@/lib/domain/format";
import type { ReadMetrics } from "@/lib/queries/metrics-query";

/** Of a window that is this full, the record may have begun before it. */
const BEGINS_WITHIN = 0.05;

/** Who kept what the charts show, since when; or why there is nothing yet. */
export function sourceWords(
  { series, seriesFrom, span }: Pick<ReadMetrics, "series" | "seriesFrom" | "span">,
  { providerLabel, pollIntervalMs }: Pick<Connection, "providerLabel" | "pollIntervalMs">,
): string {
  const first = firstAt(series);
  const isRecorded = seriesFrom === "samples";
  const every = formatInterval(pollIntervalMs);
  if (first === null && isRecorded) {
    return `No history yet: Clusterdeck records these values every ${every} from now on.`;
  }
  if (first === null) return `No history yet: ${providerLabel} sent none of this time.`;
  if (!isRecorded) return `History kept by ${providerLabel}.`;
  const recorded = `Recorded by Clusterdeck every ${every}`;
  const isWhole = first - span.from < BEGINS_WITHIN * (span.to - span.from);
  return isWhole ? `${recorded}.` : `${recorded}, since ${formatShortTime(first)}.`;
}

function firstAt(series: ReadMetrics["series"]): EpochMs | null {
  const firsts = series.flatMap(({ points: [point] }) => (point ? [Date.parse(point[0])] : []));
  return firsts.length === 0 ? null : Math.min(...firsts);
}
