import type { Account } from "@/lib/contract/fleet";
import { formatInterval, formatShortTime } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ReadMetrics } from "@/lib/queries/metrics-query";

/** If a window is this full, recording may have begun before it. */
const BEGINS_WITHIN = 0.05;

type Told = Pick<ReadMetrics, "series" | "seriesFrom" | "span" | "recording">;

/** Who recorded what the charts show, how often and since when; or why there is nothing yet. */
export function sourceWords(metrics: Told, { providerLabel }: Pick<Account, "providerLabel">): string {
  const { series, seriesFrom, span, recording } = metrics;
  const first = firstAt(series);
  if (seriesFrom === "provider") {
    return first === null
      ? `No history yet: ${providerLabel} sent none for this period.`
      : `History kept by ${providerLabel}.`;
  }
  if (first === null) return nothingWords(recording);
  const recorded = `Recorded by Clusterdeck${paceWords(recording)}`;
  const isWhole = first - span.from < BEGINS_WITHIN * (span.to - span.from);
  return isWhole ? `${recorded}.` : `${recorded}, since ${formatShortTime(first)}.`;
}

function nothingWords(recording: Told["recording"]): string {
  if (recording.since !== null) {
    const isPaced = recording.everyMs !== null && recording.now !== "no";
    return `Nothing was recorded in this period${isPaced ? `: samples are taken${paceWords(recording)}` : ""}.`;
  }
  if (recording.now === "always") return "No history yet: Clusterdeck records these values each time it reads them.";
  return "No history yet: Clusterdeck records these values only while somebody is viewing them.";
}

/** The actual pace of the samples: a provider's limits may allow far fewer readings than configured. */
function paceWords({ now, everyMs }: Told["recording"]): string {
  const pace = everyMs === null ? "" : ` about every ${formatInterval(everyMs)}`;
  return now === "on-demand" ? `${pace} while somebody is viewing them` : pace;
}

function firstAt(series: Told["series"]): EpochMs | null {
  const firsts = series.flatMap(({ points: [point] }) => (point ? [Date.parse(point[0])] : []));
  return firsts.length === 0 ? null : Math.min(...firsts);
}
