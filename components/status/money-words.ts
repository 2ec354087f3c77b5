import type { CostSeries, Costs } from "@/lib/contract/costs";
import type { UsdMicros, UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { formatCount, formatRate } from "@/lib/domain/text/format";

const CENT = 10_000;

const axis = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumFractionDigits: 1,
});

const cents = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const wholeDollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", maximumFractionDigits: 0 });

/** An amount to the cent: "$412.60", "<$0.01". */
export function formatAmount(amount: UsdMicros): string {
  return amount > 0 && amount < CENT ? "<$0.01" : cents.format(amount / 1_000_000);
}

/** The same where there is little room: from a thousand dollars on, without cents. */
export function formatShortAmount(amount: UsdMicros): string {
  return amount < 1_000 * 1_000_000 ? formatAmount(amount) : formatWholeUsd(amount);
}

/** "$1,234" */
export function formatWholeUsd(amount: UsdMicros | UsdMicrosPerHour): string {
  return wholeDollars.format(amount / 1_000_000);
}

/** How wrong a figure may be, in words: "exact", "give or take $1.20". */
export function errorWords(errorUsdMicros: UsdMicros): string {
  if (errorUsdMicros === 0) return "exact";
  return errorUsdMicros < CENT ? "give or take less than a cent" : `give or take ${formatAmount(errorUsdMicros)}`;
}

/** A sum, unless everything in it lacks a price: an unknown price is not zero. */
export function amountWords({ usdMicros, unpricedClusterHours }: Costs["today"]): string {
  return usdMicros === 0 && unpricedClusterHours > 0 ? "Not known" : formatAmount(usdMicros);
}

/** Whether no price is known of a series: the answer leaves out what cost nothing at a known price. */
export function isUnpriced({ totalUsdMicros }: Pick<CostSeries, "totalUsdMicros">, costs: Costs): boolean {
  return totalUsdMicros === 0 && costs.unpricedClusterHours > 0;
}

/** How sure a sum is: "give or take $1.20, without 212 cluster hours of unknown price". */
export function amountRemark({ usdMicros, errorUsdMicros, unpricedClusterHours }: Costs["today"]): string {
  if (unpricedClusterHours === 0) return errorWords(errorUsdMicros);
  const hours = formatCount(Math.ceil(unpricedClusterHours));
  if (usdMicros === 0) return `${hours} cluster hours of unknown price`;
  return `${errorWords(errorUsdMicros)}, without ${hours} cluster hours of unknown price`;
}

/** The rate now, unless no price is known of anything that runs. */
export function runRateWords(rate: UsdMicrosPerHour, unpricedClusters: number): string {
  return rate === 0 && unpricedClusters > 0 ? "Price not known" : formatRate(rate);
}

/** "99.7 %". Never rounded up to the whole: 100 % means all of it. */
export function formatShare(share: number): string {
  const thousandths = share < 1 ? Math.min(999, Math.floor(share * 1_000 + 1e-9)) : Math.round(share * 1_000);
  return share === 1 ? "100 %" : `${(thousandths / 10).toFixed(1)} %`;
}

/** "$1.2K", for the marks of an axis. */
export function formatAxisUsd(micros: number): string {
  return axis.format(micros / 1_000_000);
}
