import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import { contextOf, isUnpriced, isWhole } from "@/components/status/money-words";
import type { CostSeries, Costs } from "@/lib/contract/costs";
import { subtractUsd } from "@/lib/domain/money/cost";
import { formatDifference } from "@/lib/domain/money/format-usd";
import { formatDuration } from "@/lib/domain/text/format";
import { isFullyWatched } from "@/lib/domain/time/coverage";

/** How much more a series cost than in the equally long time before; `null` if either is not wholly known. */
export function seriesDifference(series: CostSeries, costs: Costs): string | null {
  const { totalUsdMicros, previousUsdMicros, previousWasWatched, points } = series;
  const wasUnpriced = isUnpriced({ totalUsdMicros: previousUsdMicros }, costs.previous);
  const isWatched = previousWasWatched && points.every(({ observedShare }) => observedShare === 1);
  if (!isWatched || wasUnpriced || isUnpriced(series, costs)) return null;
  return formatDifference(subtractUsd(totalUsdMicros, previousUsdMicros));
}

/** The same for the total. */
export function totalDifference(costs: Costs): string | null {
  const context = contextOf(costs);
  const isKnown = isWhole(costs.previous, context) && isWhole({ ...costs, usdMicros: costs.totalUsdMicros }, context);
  return isKnown ? formatDifference(subtractUsd(costs.totalUsdMicros, costs.previous.usdMicros)) : null;
}

/** What the differences compare with, and why some are not known. */
export function differenceRemark(costs: Costs): string {
  const { previous, timeZone, generatedAt } = costs;
  const [from, to] = [Date.parse(previous.from), Date.parse(previous.to)];
  const style = minuteStyle([from, to, Date.parse(generatedAt)], timeZone);
  const span = `${zoneTime(from, timeZone, style)} – ${zoneTime(to, timeZone, style)}`;
  const compared = `Difference: against the ${formatDuration(to - from)} before, ${span}.`;
  const missing = missingWords(costs);
  return missing === null ? compared : `${compared} ${missing}`;
}

function missingWords({ previous, ...costs }: Costs): string | null {
  if (!isFullyWatched(previous)) return "That time was not wholly watched, so the difference is not known.";
  if (!isFullyWatched(costs)) return "This range was not wholly watched, so the difference is not known.";
  const isPriced = previous.unpricedClusterHours === 0 && costs.unpricedClusterHours === 0;
  return isPriced ? null : "Where a price is unknown, the difference is not known.";
}
