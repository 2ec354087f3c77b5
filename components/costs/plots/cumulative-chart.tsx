"use client";

import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartParts } from "@/components/charts/chart-parts";
import { valueTicks } from "@/components/charts/chart-scale";
import { gapSentences } from "@/components/charts/gaps";
import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import { contextOf } from "@/components/costs/costs-words";
import { sinceWords } from "@/components/status/money-words";
import type { Costs } from "@/lib/contract/costs";
import { formatAmount, formatShortAmount } from "@/lib/domain/money/format-usd";
import { CumulativePlot } from "./cumulative-plot";
import { monthPlan } from "./month-plan";
import { type SpendBar, spendSums } from "./spend-bars";

const DASHED = "repeating-linear-gradient(90deg, var(--series-1) 0 3px, transparent 3px 5px)";

/** How spend adds up over time; for the current month, also its forecast and the budget. */
export function CumulativeChart({ costs, bars }: { costs: Costs; bars: readonly SpendBar[] }) {
  const sums = spendSums(bars);
  const plan = monthPlan(costs);
  const window = { from: Date.parse(costs.from), to: plan?.end ?? Date.parse(costs.to) };
  const last = sums.at(-1);
  const style = minuteStyle([window.from, window.to], costs.timeZone);
  const ticks = valueTicks(Math.max(0, last?.sum ?? 0, plan?.forecast ?? 0, plan?.budget ?? 0));
  const end = ticks.at(-1) ?? 1;
  const fraction = (at: number) => (at - window.from) / (window.to - window.from);
  const forecast = last && plan ? [last, { at: plan.end, sum: plan.forecast }] : [];
  const stops = [...sums, ...forecast.slice(1)];
  const isForecast = (index: number) => index >= sums.length;
  const title = (index: number) => {
    const at = zoneTime(stops[index]?.at ?? 0, costs.timeZone, style);
    return isForecast(index) ? `${at}, forecast` : `Until ${at}`;
  };

  return (
    <ChartFrame
      title="Cumulative spend"
      unit={`$ ${sinceWords(costs, contextOf(costs, costs.timeZone)) ?? (plan ? "since the month began" : "since the range began")}`}
      stops={stops.map(({ at }) => ({ from: fraction(at), to: fraction(at) }))}
      gaps={costs.gaps.map(({ from, to }) => ({ from: fraction(Date.parse(from)), to: fraction(Date.parse(to)) }))}
      spoken={(index) => `${title(index)}: ${formatAmount(stops[index]?.sum ?? costs.totalUsdMicros)}`}
      tooltip={(index) => {
        const stop = stops[index];
        const before = stops[index - 1];
        return (
          stop && (
            <ChartParts
              title={title(index)}
              parts={[]}
              total={formatAmount(stop.sum)}
              remarks={before && !isForecast(index) ? gapSentences(costs, { from: before.at, to: stop.at }) : []}
            />
          )
        );
      }}
      labels={[
        {
          key: "spent",
          color: "var(--series-1)",
          text: "Spent",
          value: formatShortAmount(costs.totalUsdMicros),
          height: (last?.sum ?? 0) / end,
        },
        ...(plan
          ? [
              {
                key: "forecast",
                color: DASHED,
                text: "Forecast",
                value: formatShortAmount(plan.forecast),
                height: plan.forecast / end,
              },
            ]
          : []),
        ...(plan?.budget
          ? [
              {
                key: "budget",
                color: "var(--ink)",
                text: "Budget",
                value: formatShortAmount(plan.budget),
                height: plan.budget / end,
              },
            ]
          : []),
      ]}
    >
      {(width) => (
        <CumulativePlot
          width={width}
          sums={sums}
          forecast={forecast}
          budget={plan?.budget ?? null}
          window={window}
          ticks={ticks}
          timeZone={costs.timeZone}
        />
      )}
    </ChartFrame>
  );
}
