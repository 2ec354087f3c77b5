import { memo } from "react";
import { thinned } from "@/components/charts/chart-scale";
import type { ChartSeries } from "@/components/charts/chart-series";
import { zoneTime } from "@/components/charts/zone-time";
import type { BucketUnit } from "@/lib/domain/time/time-window";
import { barPaths } from "./bar-paths";
import { CostPlot } from "./cost-plot";
import type { SpendBar } from "./spend-bars";

const TICK_PX = 64;

interface SpendPlotProps {
  width: number;
  bars: readonly SpendBar[];
  series: readonly ChartSeries[];
  ticks: readonly number[];
  bucket: BucketUnit;
  timeZone: string;
}

/** Two paths for each series: recharts would render hundreds of bars as components. */
export const SpendPlot = memo(function SpendPlot({ width, bars, series, ticks, bucket, timeZone }: SpendPlotProps) {
  return (
    <CostPlot
      width={width}
      ticks={ticks}
      positions={(plot) => ({
        // A bar is centred on its slot.
        domain: [-0.5, bars.length - 0.5],
        ticks: thinned(bars.length, plot.width / TICK_PX),
        label: (place) => zoneTime(bars[place]?.from ?? 0, timeZone, bucket),
      })}
    >
      {({ width, height }) => (
        <g stroke="var(--panel)" strokeWidth={0.5}>
          {barPaths(bars, { highest: ticks.at(-1) ?? 1, width, height }).map(({ over, running }, index) => (
            <g key={series[index]?.key} fill={series[index]?.color}>
              <path d={over} fillOpacity={0.95} />
              <path d={running} fillOpacity={0.55} />
            </g>
          ))}
        </g>
      )}
    </CostPlot>
  );
});
