import { Fragment, memo } from "react";
import type { ChartSeries } from "@/components/charts/chart-series";
import { stackPaths } from "@/components/charts/stack-paths";
import type { RateRow } from "@/components/charts/stacked-rates";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { CostPlot, timeAxis } from "./cost-plot";

interface RatePlotProps {
  width: number;
  rows: readonly RateRow[];
  series: readonly ChartSeries[];
  window: TimeWindow;
  ticks: readonly number[];
  timeZone: string;
}

/** A path for each series: recharts' areas would copy all their points on every render. */
export const RatePlot = memo(function RatePlot({ width, rows, series, window, ticks, timeZone }: RatePlotProps) {
  return (
    <CostPlot width={width} ticks={ticks} positions={(plot) => timeAxis(window, timeZone, plot)}>
      {({ width, height }) =>
        stackPaths(rows, { window, highest: ticks.at(-1) ?? 1, width, height }).map(({ outline, upperEdge }, index) => (
          <Fragment key={series[index]?.key}>
            <path d={outline} fill={series[index]?.color} fillOpacity={0.9} />
            <path d={upperEdge} fill="none" stroke="var(--panel)" />
          </Fragment>
        ))
      }
    </CostPlot>
  );
});
