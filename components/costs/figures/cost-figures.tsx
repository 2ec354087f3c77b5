"use client";

import { clsx } from "clsx";
import { amountRemark, amountWords, formatShare, runRateWords } from "@/components/status/money-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { Costs } from "@/lib/contract/costs";
import { formatCounted } from "@/lib/domain/text/format";
import { isSameZone } from "@/lib/domain/time/zone-format";
import { BudgetBar } from "./budget-bar";
import { Figure } from "./figure";
import { monthWords } from "./month-words";

/** The current figures, whatever range is shown below. */
export function CostFigures({ costs }: { costs: Costs }) {
  const { runRateUsdMicrosPerHour, unpricedClusters, today, month, forecastMonthUsdMicros, budget } = costs;
  const { isGuest } = useFleetSource();
  const { month: monthName, lastDay } = monthWords(month);
  return (
    <div>
      <dl
        className={clsx(
          "grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line",
          isGuest ? "lg:grid-cols-4" : "lg:grid-cols-5 *:last:max-lg:col-span-2",
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
        <Figure label="Today" value={amountWords(today)} remark={amountRemark(today)} />
        <Figure label={`This month, ${monthName}`} value={amountWords(month)} remark={amountRemark(month)} />
        <Figure
          label={`Forecast to ${lastDay}`}
          value={amountWords({ ...month, usdMicros: forecastMonthUsdMicros })}
          remark="if the current rate holds until then"
        />
        {!isGuest && (
          <Figure
            label="Monthly budget"
            value={budget ? `${formatShare(budget.usedShare)} used` : "None set"}
            remark={
              budget ? (
                <BudgetBar budget={budget} forecast={forecastMonthUsdMicros} />
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
