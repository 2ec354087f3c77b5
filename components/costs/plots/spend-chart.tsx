"use client";

import type { ChartStop } from "@/components/charts/chart-cursor";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartParts } from "@/components/charts/chart-parts";
import { valueTicks } from "@/components/charts/chart-scale";
import type { ChartSeries } from "@/components/charts/chart-series";
import { gapSentences, gapsIn } from "@/components/charts/gaps";
import { stackLabels } from "@/components/charts/stack-labels";
import { bucketName, zoneTime } from "@/components/charts/zone-time";
import type { Costs } from "@/lib/contract/costs";
import { formatAmount, formatShortAmount } from "@/lib/domain/money/format-usd";
import type { SpendBar } from "./spend-bars";
import { isUnwatched } from "./spend-bars";
import { SpendPlot } from "./spend-plot";

interface SpendChartProps {
  costs: Costs;
  series: readonly ChartSeries[];
  bars: readonly SpendBar[];
}

/** What was spent in each hour, day or month. The last one is pale while it is in progress. */
export function SpendChart({ costs, series, bars }: SpendChartProps) {
  const { bucket, timeZone } = costs;
  const ticks = valueTicks(Math.max(0, ...bars.map(({ total }) => total)));
  const places = bars.map((_, index) => ({ from: index / bars.length, to: (index + 1) / bars.length }));

  function title(bar: SpendBar): string {
    const name = bucketName(bar.from, bucket, timeZone);
    return bar.isRunning ? `${name}, until ${zoneTime(bar.to, timeZone, "hour")}` : name;
  }
  const totalOf = (bar: SpendBar) => (isUnwatched(bar) ? "Not known" : formatAmount(bar.total));
  const parts = (bar: SpendBar) =>
    series.flatMap(({ key, color, label }, index) => {
      const spent = bar.spent[index];
      return spent ? [{ key, color, label, value: formatAmount(spent) }] : [];
    });

  return (
    <ChartFrame
      title="Spend"
      unit={`$ per ${bucket}`}
      stops={places}
      gaps={gapsInPlaces(costs, bars)}
      spoken={(index) => {
        const bar = bars[index];
        const named = bar ? parts(bar).map(({ label, value }) => `${label} ${value}`) : [];
        return bar ? [title(bar), `total ${totalOf(bar)}`, ...named, ...gapSentences(costs, bar)].join(", ") : "";
      }}
      tooltip={(index) => {
        const bar = bars[index];
        return (
          bar && (
            <ChartParts
              title={title(bar)}
              parts={parts(bar).reverse()}
              total={totalOf(bar)}
              remarks={gapSentences(costs, bar)}
            />
          )
        );
      }}
      labels={stackLabels(
        series,
        series.map(({ totalUsdMicros }) => totalUsdMicros),
        costs.totalUsdMicros,
        formatShortAmount,
      )}
    >
      {(width) => (
        <SpendPlot width={width} bars={bars} series={series} ticks={ticks} bucket={bucket} timeZone={timeZone} />
      )}
    </ChartFrame>
  );
}

/** Gaps, placed among the bars, which are all equally wide. */
function gapsInPlaces(costs: Costs, bars: readonly SpendBar[]): ChartStop[] {
  return bars.flatMap((bar, place) => {
    const length = bar.to - bar.from;
    return gapsIn(costs, bar).map(({ from, to }) => ({
      from: (place + (from - bar.from) / length) / bars.length,
      to: (place + (to - bar.from) / length) / bars.length,
    }));
  });
}
