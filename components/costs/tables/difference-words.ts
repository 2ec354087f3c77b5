import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import { contextOf, isUnpriced } from "@/components/costs/costs-words";
import { amountWords } from "@/components/status/amount-words";
import { amountRemark } from "@/components/status/money-words";
import type { CostSeries, Costs } from "@/lib/contract/costs";
import { subtractUsd } from "@/lib/domain/money/cost";
import { formatDifference } from "@/lib/domain/money/format-usd";
import { formatDuration } from "@/lib/domain/text/format";
import { isCounted } from "@/lib/domain/time/coverage";

/** How much more a series cost than in the equally long time before; `null` if either is not known. */
export function seriesDifference(series: CostSeries, costs: Costs): string | null {
  const { totalUsdMicros, previousUsdMicros, previousIsCounted, points } = series;
  const wasUnpriced = isUnpriced({ totalUsdMicros: previousUsdMicros }, costs.previous);
  const isWatched = previousIsCounted && points.some(({ observedShare }) => observedShare > 0);
  if (!isWatched || wasUnpriced || isUnpriced(series, costs)) return null;
  return formatDifference(subtractUsd(totalUsdMicros, previousUsdMicros));
}

/** The same for the total. */
export function totalDifference(costs: Costs): string | null {
  const isKnown = isCounted(costs.previous) && isCounted(costs) && costs.unpricedClusterHours === 0;
  if (!isKnown || costs.previous.unpricedClusterHours > 0) return null;
  return formatDifference(subtractUsd(costs.totalUsdMicros, costs.previous.usdMicros));
}

/** What the differences compare with, and how certain that is. */
export function differenceRemark(costs: Costs): string {
  const { previous, timeZone, generatedAt } = costs;
  const [from, to] = [Date.parse(previous.from), Date.parse(previous.to)];
  const style = minuteStyle([from, to, Date.parse(generatedAt)], timeZone);
  const span = `${zoneTime(from, timeZone, style)} – ${zoneTime(to, timeZone, style)}`;
  const compared = `Difference: against the ${formatDuration(to - from)} before, ${span}`;
  if (!isCounted(previous)) return `${compared}. That time was not watched from its beginning, so it is not known.`;
  return `${compared}: ${amountWords(previous)}, ${amountRemark(previous, contextOf(costs, timeZone))}.`;
}
