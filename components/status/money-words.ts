import type { CostSeries, Costs } from "@/lib/contract/costs";
import { MICROS_PER_CENT, type UsdMicros, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { formatAmount, formatRate } from "@/lib/domain/money/format-usd";
import { formatCounted } from "@/lib/domain/text/format";

/** How far off a figure may be, in words: "exact", "give or take $1.20". */
export function errorWords(errorUsdMicros: UsdMicros): string {
  if (errorUsdMicros === 0) return "exact";
  return errorUsdMicros < MICROS_PER_CENT
    ? "give or take less than a cent"
    : `give or take ${formatAmount(errorUsdMicros)}`;
}

/** A sum, unless everything in it has an unknown price, which is not zero. */
export function amountWords({ usdMicros, unpricedClusterHours }: Costs["today"]): string {
  return usdMicros === 0 && unpricedClusterHours > 0 ? "Not known" : formatAmount(usdMicros);
}

/** Whether a series has no known price: the answer leaves out series that cost nothing at a known price. */
export function isUnpriced({ totalUsdMicros }: Pick<CostSeries, "totalUsdMicros">, costs: Costs): boolean {
  return totalUsdMicros === 0 && costs.unpricedClusterHours > 0;
}

/** How certain a sum is: "give or take $1.20, excluding 212 cluster hours of unknown price". */
export function amountRemark({ usdMicros, errorUsdMicros, unpricedClusterHours }: Costs["today"]): string {
  if (unpricedClusterHours === 0) return errorWords(errorUsdMicros);
  const hours = formatCounted(Math.ceil(unpricedClusterHours), "cluster hour");
  if (usdMicros === 0) return `${hours} of unknown price`;
  return `${errorWords(errorUsdMicros)}, excluding ${hours} of unknown price`;
}

/** The current rate, unless nothing that is running has a known price. */
export function runRateWords(rate: UsdMicrosPerHour, unpricedClusters: number): string {
  return rate === 0 && unpricedClusters > 0 ? "Price not known" : formatRate(rate);
}

/** "99.7 %". Never rounded up to the whole, since 100 % means all of it. */
export function formatShare(share: number): string {
  const thousandths = share < 1 ? Math.min(999, Math.floor(share * 1_000 + 1e-9)) : Math.round(share * 1_000);
  return share === 1 ? "100 %" : `${(thousandths / 10).toFixed(1)} %`;
}
