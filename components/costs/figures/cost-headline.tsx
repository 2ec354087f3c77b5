import { amountWords, runRateWords } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";
import { formatAmount } from "@/lib/domain/money/format-usd";

/** The whole page in one sentence. */
export function CostHeadline({ costs }: { costs: Costs }) {
  const { runRateUsdMicrosPerHour, unpricedClusters, month, forecastMonthUsdMicros, budget } = costs;
  const isKnown = forecastMonthUsdMicros > 0 || month.unpricedClusterHours === 0;
  const parts = isKnown
    ? [`${amountWords(month)} this month`, `${formatAmount(forecastMonthUsdMicros)} forecast by month’s end`]
    : [];
  if (isKnown && budget) parts.push(forecastMonthUsdMicros > budget.usdMicros ? "over budget" : "within budget");
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
