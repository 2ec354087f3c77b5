import { nothingWords } from "@/components/charts/nothing-words";
import type { Costs } from "@/lib/contract/costs";
import { formatCounted } from "@/lib/domain/text/format";
import { DAY_MS } from "@/lib/domain/time/epoch";

/** Why there is nothing to draw for the last 24 hours; `null` if there is something. */
export function nothingLately(costs: Costs): { isUnpriced: boolean; words: string } | null {
  const from = Date.parse(costs.to) - DAY_MS;
  const before = costs.rate.findLast(({ at }) => Date.parse(at) <= from);
  const lately = costs.rate.filter(({ at }) => Date.parse(at) > from);
  if ([...(before ? [before] : []), ...lately].some(({ usdMicrosPerHour }) => usdMicrosPerHour > 0)) return null;
  const isUnpriced = costs.unpricedClusters > 0 || costs.unpricedClusterHours > 0;
  if (!isUnpriced) return { isUnpriced, words: nothingWords(costs) ?? "Nothing was charged recently." };
  // Shorter than on the costs page, since nobody configures anything here.
  const hours = formatCounted(Math.ceil(costs.unpricedClusterHours), "cluster hour");
  return { isUnpriced, words: `${hours} without a price since yesterday.` };
}
