import type { Costs } from "@/lib/contract/costs";
import { formatRate } from "@/lib/domain/format";
import { formatAmount } from "./money-words";

/** The whole page in one sentence. */
export function CostHeadline({ costs }: { costs: Costs }) {
  const { runRateUsdMicrosPerHour, month, forecastMonthUsdMicros, budget } = costs;
  const parts = [
    `${formatAmount(month.usdMicros)} this month`,
    `${formatAmount(forecastMonthUsdMicros)} by its end, as things stand`,
  ];
  if (budget) parts.push(budgetWords(forecastMonthUsdMicros, budget.usdMicros));
  return (
    <h1 className="text-xl leading-7 font-semibold tracking-tight text-balance sm:text-2xl sm:leading-8">
      Burning {formatRate(runRateUsdMicrosPerHour)}
      {parts.map((part) => (
        <span key={part} className="font-normal text-muted">
          {" · "}
          {part}
        </span>
      ))}
    </h1>
  );
}

function budgetWords(forecast: number, budget: number): string {
  return forecast > budget ? "over budget" : "within budget";
}
