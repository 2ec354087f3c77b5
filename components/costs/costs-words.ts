import { type AmountContext, sinceWords } from "@/components/status/money-words";
import type { Amount } from "@/lib/contract/amount";
import type { CostSeries, Costs } from "@/lib/contract/costs";
import type { UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { formatRate } from "@/lib/domain/money/format-usd";
import { isFullyWatched } from "@/lib/domain/time/coverage";

/** The day and the month are in the billing time zone, the range in the reader's. */
export function contextOf({ generatedAt, history: { problem } }: Costs, timeZone: string): AmountContext {
  return { timeZone, generatedAt, unrecordedSince: problem?.cause === "storage" ? problem.since : null };
}

/** Whether a series has no known price: the answer leaves out series that cost nothing at a known price. */
export function isUnpriced(
  { totalUsdMicros }: Pick<CostSeries, "totalUsdMicros">,
  { unpricedClusterHours }: Pick<Costs, "unpricedClusterHours">,
): boolean {
  return totalUsdMicros === 0 && unpricedClusterHours > 0;
}

/** Whether an amount covers its whole time: only then may it be called exact, or be compared with another. */
export function isWhole(amount: Amount, { unrecordedSince }: Pick<AmountContext, "unrecordedSince">): boolean {
  return isFullyWatched(amount) && amount.unpricedClusterHours === 0 && unrecordedSince === null;
}

/** What a share of a budget, or a forecast, leaves out; `null` if nothing. */
export function basisWords(amount: Amount, context: AmountContext): string | null {
  if (isWhole(amount, context)) return null;
  const since = sinceWords(amount, context);
  return since === null ? "of what is known" : `of what was watched ${since}`;
}

/** The current rate, unless nothing that is running has a known price. */
export function runRateWords(rate: UsdMicrosPerHour, unpricedClusters: number): string {
  return rate === 0 && unpricedClusters > 0 ? "Price not known" : formatRate(rate);
}
