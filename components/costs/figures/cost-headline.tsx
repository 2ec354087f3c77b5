import { contextOf, isWhole, runRateWords } from "@/components/costs/costs-words";
import { amountWords } from "@/components/status/amount-words";
import { sinceWords } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";
import { formatAmount } from "@/lib/domain/money/format-usd";

/** The whole page in one sentence. */
export function CostHeadline({ costs }: { costs: Costs }) {
  const { runRateUsdMicrosPerHour, unpricedClusters, month, forecastMonthUsdMicros, budget } = costs;
  const context = contextOf(costs, costs.billingTimeZone);
  const isKnown = forecastMonthUsdMicros > 0 || month.unpricedClusterHours === 0;
  const parts = isKnown
    ? [
        `${amountWords(month)} ${sinceWords(month, context) ?? "this month"}`,
        `${formatAmount(forecastMonthUsdMicros)} forecast by month’s end`,
      ]
    : [];
  if (isKnown && budget) parts.push(budgetWords(forecastMonthUsdMicros > budget.usdMicros, isWhole(month, context)));
  return (
    <h1 className="text-xl leading-7 font-semibold tracking-tight text-balance sm:text-2xl sm:leading-8">
      {isKnown && "Burning "}
      {runRateWords(runRateUsdMicrosPerHour, unpricedClusters)}
      {parts.map((part) => (
        <span key={part} className="font-normal text-muted">
          {" · "}
          {part}
        </span>
      ))}
    </h1>
  );
}

/** More than is known cannot be within a budget any better, but it can be over it. */
function budgetWords(isOver: boolean, isWholeMonth: boolean): string {
  if (isOver) return "over budget";
  return isWholeMonth ? "within budget" : "within budget, as far as is known";
}
