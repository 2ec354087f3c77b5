import { nothingWords } from "@/components/costs/nothing-words";
import type { Costs } from "@/lib/contract/costs";
import { DAY_MS } from "./last-day";

/** Why there is nothing to draw of the last 24 hours; `null` where there is something. */
export function nothingLately(costs: Costs): { isUnpriced: boolean; words: string } | null {
  const from = Date.parse(costs.to) - DAY_MS;
  const before = costs.rate.findLast(({ at }) => Date.parse(at) <= from);
  const lately = costs.rate.filter(({ at }) => Date.parse(at) > from);
  if ([...(before ? [before] : []), ...lately].some(({ usdMicrosPerHour }) => usdMicrosPerHour > 0)) return null;
  const isUnpriced = costs.unpricedClusters > 0 || costs.unpricedClusterHours > 0;
  const words = isUnpriced ? "No price is known of anything that ran lately." : "Nothing was charged lately.";
  return { isUnpriced, words: nothingWords(costs) ?? words };
}
