"use client";

import { clsx } from "clsx";
import { zoneTime } from "@/components/charts/zone-time";
import { basisWords, contextOf, runRateWords } from "@/components/costs/costs-words";
import { amountWords, formatShare } from "@/components/status/amount-words";
import { amountRemark } from "@/components/status/money-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { Costs } from "@/lib/contract/costs";
import { formatCounted } from "@/lib/domain/text/format";
import { isSameZone } from "@/lib/domain/time/zone-format";
import { BudgetBar } from "./budget-bar";
import { Figure } from "./figure";
import { monthWords } from "./month-words";

/** The current figures, whatever range is shown below. */
export function CostFigures({ costs }: { costs: Costs }) {
  const { runRateUsdMicrosPerHour, unpricedClusters, today, yesterday, month, billingTimeZone } = costs;
  const { forecastMonthUsdMicros, budget, generatedAt } = costs;
  const { isGuest } = useFleetSource();
  const context = contextOf(costs, billingTimeZone);
  const basis = basisWords(month, context);
  const { month: monthName, lastDay } = monthWords(month);
  return (
    <div>
      <dl
        className={clsx(
          "grid gap-px min-[24rem]:grid-cols-2 overflow-hidden rounded-lg border border-line bg-line",
          isGuest ? "lg:grid-cols-5 *:last:max-lg:col-span-2" : "md:grid-cols-3 2xl:grid-cols-6",
        )}
      >
        <Figure
          label="Burn rate"
          value={runRateWords(runRateUsdMicrosPerHour, unpricedClusters)}
          remark={
            unpricedClusters > 0
              ? `+ ${formatCounted(unpricedClusters, "cluster")} with unknown price`
              : "all prices known"
          }
        />
        <Figure
          label={`Today, until ${zoneTime(Date.parse(generatedAt), billingTimeZone, "hour")}`}
          value={amountWords(today)}
          remark={amountRemark(today, context)}
        />
        <Figure label="Yesterday" value={amountWords(yesterday)} remark={amountRemark(yesterday, context)} />
        <Figure label={`This month, ${monthName}`} value={amountWords(month)} remark={amountRemark(month, context)} />
        <Figure
          label={`Forecast to ${lastDay}`}
          value={amountWords({ ...month, usdMicros: forecastMonthUsdMicros })}
          remark={["if the current rate holds until then", ...(basis === null ? [] : [basis])].join(", ")}
        />
        {!isGuest && (
          <Figure
            label="Monthly budget"
            value={budget ? `${formatShare(budget.usedShare)} used` : "None set"}
            remark={
              budget ? (
                <BudgetBar budget={budget} forecast={forecastMonthUsdMicros} basis={basis} />
              ) : (
                "budgets are set in the configuration file"
              )
            }
          />
        )}
      </dl>
      <p className="mt-1.5 text-xs text-muted">{zoneRemark(costs)}</p>
    </div>
  );
}

/** Whose day and month these are: the range below may follow another time zone. */
function zoneRemark({ billingTimeZone, timeZone }: Costs): string {
  const billing = `Today and the month are counted in ${billingTimeZone}`;
  return isSameZone(billingTimeZone, timeZone) ? `${billing}.` : `${billing}, the range below in ${timeZone}.`;
}
