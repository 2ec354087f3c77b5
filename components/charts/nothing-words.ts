import type { Costs } from "@/lib/contract/costs";
import { formatCounted } from "@/lib/domain/text/format";
import { isFullyWatched } from "@/lib/domain/time/coverage";
import { zoneTime } from "./zone-time";

/** Why there is nothing to draw, in a sentence; `null` where there is something. */
export function nothingWords(costs: Costs): string | null {
  const { history, totalUsdMicros, rate, unpricedClusterHours, series, to, timeZone } = costs;
  if (history.since !== null && to <= history.since) {
    return `This range ends before history starts: the first reading was on ${zoneTime(Date.parse(history.since), timeZone, "exact")}.`;
  }
  if (totalUsdMicros > 0 || rate.some(({ usdMicrosPerHour }) => usdMicrosPerHour > 0)) return null;
  if (unpricedClusterHours > 0) {
    return `Nothing that ran here has a known price: ${formatCounted(Math.round(unpricedClusterHours), "cluster hour")} without a price. You can set prices in the configuration file, under rates.`;
  }
  const range = isFullyWatched(costs) ? "in this range" : "while this range was watched";
  return series.length === 0 ? `Nothing ran ${range}.` : `Nothing was charged ${range}.`;
}
