import type { ReactNode } from "react";
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts";
import { CHART_HEIGHT_PX, type Plot, plotOf } from "@/components/charts/chart-geometry";
import { timeTicks } from "@/components/charts/chart-scale";
import { timeLabel } from "@/components/charts/time-label";
import { formatAxisUsd } from "@/lib/domain/money/format-usd";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";

const TICK = { fill: "var(--muted)", fontSize: 11 };
const TIME_PX = 72;

/** The axis below a plot. */
export interface PositionAxis {
  domain: [number, number];
  ticks: readonly number[];
  label: (tick: number) => string;
}

interface CostPlotProps {
  width: number;
  /** Ticks of the dollar axis, from zero. */
  ticks: readonly number[];
  positions: (plot: Plot) => PositionAxis;
  /** What is drawn, relative to the plot's top left corner. */
  children: (plot: Plot) => ReactNode;
}

/** The axes of a cost chart, with given ticks, and between them what is drawn as paths. */
export function CostPlot({ width, ticks, positions, children }: CostPlotProps) {
  const plot = plotOf(width);
  const { left, right, top, bottom } = plot;
  const axis = positions(plot);
  const margin = { left: 0, right, top, bottom: 0 };
  return (
    <ComposedChart width={width} height={CHART_HEIGHT_PX} margin={margin} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <YAxis
        width={left}
        domain={[0, ticks.at(-1) ?? 1]}
        allowDataOverflow
        ticks={[...ticks]}
        interval={0}
        tick={TICK}
        tickFormatter={formatAxisUsd}
        axisLine={false}
        tickLine={false}
      />
      <XAxis
        type="number"
        // Without one, recharts would count its data rows instead of using the domain.
        dataKey="at"
        domain={axis.domain}
        allowDataOverflow
        height={bottom}
        ticks={[...axis.ticks]}
        interval={0}
        tick={TICK}
        tickFormatter={axis.label}
        axisLine={{ stroke: "var(--line-strong)" }}
        tickLine={false}
      />
      <g transform={`translate(${left} ${top})`}>{children(plot)}</g>
    </ComposedChart>
  );
}

/** The time axis of a window, on the clocks of a time zone. */
export function timeAxis(window: TimeWindow, timeZone: string, { width }: Plot): PositionAxis {
  return {
    domain: [window.from, window.to],
    ticks: timeTicks(window, width / TIME_PX),
    label: (at: EpochMs) => timeLabel(at, window, timeZone),
  };
}
