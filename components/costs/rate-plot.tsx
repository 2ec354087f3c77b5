import { Fragment, memo } from "react";
import { ComposedChart } from "recharts";
import type { TimeWindow } from "@/lib/domain/time-window";
import { marginOf, positionAxis, valueAxis } from "./chart-axes";
import { CHART_HEIGHT_PX, plotOf } from "./chart-geometry";
import { timeTicks } from "./chart-scale";
import type { ChartSeries } from "./chart-series";
import { stackPaths } from "./stack-paths";
import type { RateRow } from "./stacked-rates";
import { timeLabel } from "./zone-time";

const TICK_PX = 72;

interface RatePlotProps {
  width: number;
  rows: readonly RateRow[];
  series: readonly ChartSeries[];
  window: TimeWindow;
  ticks: readonly number[];
  timeZone: string;
}

/** A path for each series: areas of recharts copy every one of their points each time. */
export const RatePlot = memo(function RatePlot({ width, rows, series, window, ticks, timeZone }: RatePlotProps) {
  const plot = plotOf(width);
  const size = { highest: ticks.at(-1) ?? 1, width: plot.width, height: plot.height };
  return (
    <ComposedChart width={width} height={CHART_HEIGHT_PX} margin={marginOf(plot)} accessibilityLayer={false}>
      {valueAxis(ticks, plot)}
      {positionAxis({
        domain: [window.from, window.to],
        ticks: timeTicks(window, plot.width / TICK_PX),
        label: (at) => timeLabel(at, window, timeZone),
        plot,
      })}
      <g transform={`translate(${plot.left} ${plot.top})`}>
        {stackPaths(rows, { window, ...size }).map(({ outline, upperEdge }, index) => (
          <Fragment key={series[index]?.key}>
            <path d={outline} fill={series[index]?.color} fillOpacity={0.9} />
            <path d={upperEdge} fill="none" stroke="var(--panel)" />
          </Fragment>
        ))}
      </g>
    </ComposedChart>
  );
});
