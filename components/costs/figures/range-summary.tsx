import { contextOf } from "@/components/costs/costs-words";
import { amountWords } from "@/components/status/amount-words";
import { amountRemark } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";
import { rangeWords } from "./range-words";

/** The range that the charts show: its days and time zone, its total, and how certain that is. */
export function RangeSummary({ costs }: { costs: Costs }) {
  const amount = { ...costs, usdMicros: costs.totalUsdMicros };
  return (
    <section aria-label="Range" className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <p>
        <span className="text-lg font-semibold tracking-tight">{amountWords(amount)}</span>{" "}
        <span className="text-muted">
          {amountRemark(amount, contextOf(costs, costs.timeZone))} · {rangeWords(costs)}
        </span>
      </p>
    </section>
  );
}
