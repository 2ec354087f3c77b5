"use client";

import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartParts } from "@/components/charts/chart-parts";
import { valueTicks } from "@/components/charts/chart-scale";
import type { ChartSeries } from "@/components/charts/chart-series";
import { gapSentences, gapsIn } from "@/components/charts/gaps";
import { stackLabels } from "@/components/charts/stack-labels";
import { type RateRow, stackedRates } from "@/components/charts/stacked-rates";
import { minuteStyle, zoneTime } from "@/components/charts/zone-time";
import type { Costs } from "@/lib/contract/costs";
import { formatRate } from "@/lib/domain/money/format-usd";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { RatePlot } from "./rate-plot";

/** What all clusters cost per hour over time. A rate is constant between changes, so it is drawn in steps. */
export function RateChart({ costs, series }: { costs: Costs; series: readonly ChartSeries[] }) {
  const window = { from: Date.parse(costs.from), to: Date.parse(costs.to) };
  const rows = stackedRates(series, costs.rate, window);
  const ticks = valueTicks(Math.max(0, ...rows.map(({ total }) => total)));
  const gaps = gapsIn(costs, window);
  const style = minuteStyle([window.from, window.to], costs.timeZone);
  const last = rows.at(-1);

  function windowOf(index: number): TimeWindow {
    return { from: rows[index]?.at ?? window.from, to: rows[index + 1]?.at ?? window.to };
  }
  function title(index: number): string {
    const { from, to } = windowOf(index);
    return `${zoneTime(from, costs.timeZone, style)} – ${zoneTime(to, costs.timeZone, style)}`;
  }
  const parts = (row: RateRow | undefined) =>
    series.flatMap(({ key, color, label }, index) => {
      const rate = row?.rates[index];
      return rate ? [{ key, color, label, value: formatRate(rate) }] : [];
    });

  return (
    <ChartFrame
      title="Rate"
      unit="$ per hour over time"
      stops={rows.map((_, index) => fractionsOf(windowOf(index), window))}
      gaps={gaps.map((gap) => fractionsOf(gap, window))}
      spoken={(index) => {
        const row = rows[index];
        const named = parts(row).map(({ label, value }) => `${label} ${value}`);
        return row ? [title(index), `total ${formatRate(row.total)}`, ...named].join(", ") : "";
      }}
      tooltip={(index) => {
        const row = rows[index];
        return (
          row && (
            <ChartParts
              title={title(index)}
              parts={parts(row).reverse()}
              total={formatRate(row.total)}
              remarks={gapSentences(costs, windowOf(index))}
            />
          )
        );
      }}
      labels={stackLabels(series, last?.rates ?? [], ticks.at(-1) ?? 1, formatRate)}
    >
      {(width) => (
        <RatePlot width={width} rows={rows} series={series} window={window} ticks={ticks} timeZone={costs.timeZone} />
      )}
    </ChartFrame>
  );
}

function fractionsOf(part: TimeWindow, whole: TimeWindow): TimeWindow {
  const length = whole.to - whole.from;
  return { from: (part.from - whole.from) / length, to: (part.to - whole.from) / length };
}
