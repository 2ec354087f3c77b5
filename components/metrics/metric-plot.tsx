"use client";

import { memo } from "react";
import { Area, AreaChart, CartesianGrid, XAxis, YAxis } from "recharts";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { MetricGeometry } from "./metric-geometry";
import type { MetricRow } from "./metric-line";

const TICK = { fill: "var(--muted)", fontSize: 11 };

interface MetricPlotProps {
  rows: readonly MetricRow[];
  span: TimeWindow;
  geometry: MetricGeometry;
  color: string;
  timeLabel: (at: number) => string;
  valueLabel: (value: number) => string;
}

/** The part that needs recharts, loaded after the page. It re-renders only when what it shows has changed. */
export const MetricPlot = memo(function MetricPlot(props: MetricPlotProps) {
  const { rows, span, geometry, color, timeLabel, valueLabel } = props;
  const { left, right, top, bottom, chartWidth, chartHeight, valueTicks, timeTicks } = geometry;
  return (
    <AreaChart
      width={chartWidth}
      height={chartHeight}
      data={[...rows]}
      margin={{ left: 0, right, top, bottom: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <YAxis
        width={left}
        domain={[valueTicks[0] ?? 0, valueTicks.at(-1) ?? 1]}
        ticks={[...valueTicks]}
        interval={0}
        tick={TICK}
        tickFormatter={valueLabel}
        axisLine={false}
        tickLine={false}
      />
      <XAxis
        type="number"
        dataKey="at"
        domain={[span.from, span.to]}
        allowDataOverflow
        height={bottom}
        ticks={[...timeTicks]}
        interval={0}
        tick={TICK}
        tickFormatter={timeLabel}
        axisLine={{ stroke: "var(--line-strong)" }}
        tickLine={false}
      />
      <Area
        type="linear"
        dataKey="value"
        fill={color}
        fillOpacity={0.13}
        stroke={color}
        strokeWidth={1.5}
        // Makes a single point between two gaps visible.
        strokeLinecap="round"
        strokeLinejoin="round"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
    </AreaChart>
  );
});
