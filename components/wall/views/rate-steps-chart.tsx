"use client";

import { valueTicks } from "@/components/charts/chart-scale";
import type { ChartSeries } from "@/components/charts/chart-series";
import { gapsIn } from "@/components/charts/gaps";
import { stackLabels } from "@/components/charts/stack-labels";
import { stackPaths } from "@/components/charts/stack-paths";
import { stackedRates } from "@/components/charts/stacked-rates";
import { zoneTime } from "@/components/charts/zone-time";
import type { Costs } from "@/lib/contract/costs";
import { formatAxisUsd, formatShortRate } from "@/lib/domain/money/format-usd";
import { DAY_MS } from "@/lib/domain/time/epoch";
import type { Area } from "../tiles/tile-grid";
import { LABEL } from "../tiles/tile-type";
import { useWallMeasure } from "../wall-context";
import { axisMarks, chartPlot } from "./chart-plot";
import { quartersOfDay, rowsSince } from "./last-day";
import { StepLabels } from "./step-labels";

interface RateStepsChartProps {
  costs: Costs;
  series: readonly ChartSeries[];
  area: Area;
  timeZone: string;
}

/** Half the width of a time on the axis. */
const TIME_HALF = 4.5;

/** What all clusters cost per hour over the last 24 hours, each part labelled at its end. */
export function RateStepsChart({ costs, series, area, timeZone }: RateStepsChartProps) {
  const { unit, widthOf } = useWallMeasure();
  const known = { from: Date.parse(costs.from), to: Date.parse(costs.to) };
  const window = { from: Math.max(known.from, known.to - DAY_MS), to: known.to };
  const rows = rowsSince(stackedRates(series, costs.rate, known), window.from);
  const ticks = valueTicks(Math.max(0, ...rows.map(({ total }) => total)));
  const highest = ticks.at(-1) ?? 1;
  const labels = stackLabels(series, rows.at(-1)?.rates ?? [], highest, formatShortRate);
  const marksWidth = Math.max(...ticks.map((tick) => widthOf(formatAxisUsd(tick), "normal") * LABEL));
  const plot = chartPlot(area, labels.length, marksWidth);
  const [left, top, width, height] = [plot.left * unit, plot.top * unit, plot.width * unit, plot.height * unit];
  const x = (at: number) => left + ((at - window.from) / (window.to - window.from)) * width;
  const y = (rate: number) => top + (1 - rate / highest) * height;
  const times = quartersOfDay(window, timeZone).filter(
    (at) => x(at) - left >= TIME_HALF * unit && left + width - x(at) >= TIME_HALF * unit,
  );
  const hasRoomForTimes = times.every((at, index) => x(at) - x(times[index - 1] ?? 0) >= 2 * TIME_HALF * unit);
  const shownTimes = hasRoomForTimes ? times : times.filter((_, index) => index % 2 === 0);

  return (
    <figure aria-label="Rate of the last 24 hours" className="relative h-full">
      <svg aria-hidden="true" className="absolute inset-0 size-full">
        {axisMarks(ticks, plot.height).map((tick) => (
          <g key={tick}>
            <path d={`M${left} ${y(tick)}h${width}`} stroke="var(--line)" strokeWidth={unit * 0.1} />
            <text x={left - unit} y={y(tick)} dy="0.35em" textAnchor="end" className="type-3 fill-muted">
              {formatAxisUsd(tick)}
            </text>
          </g>
        ))}
        <g transform={`translate(${left} ${top})`}>
          {stackPaths(rows, { window, highest, width, height }).map(({ outline }, index) => (
            <path
              key={series[index]?.key}
              d={outline}
              fill={series[index]?.color}
              stroke="var(--ground)"
              strokeWidth={unit * 0.12}
            />
          ))}
        </g>
        {plot.hasTimes &&
          shownTimes.map((at) => (
            <text key={at} x={x(at)} y={top + height + 3.75 * unit} textAnchor="middle" className="type-3 fill-muted">
              {zoneTime(at, timeZone, "hour")}
            </text>
          ))}
      </svg>
      {gapsIn(costs, window).map((gap) => (
        <div
          key={gap.from}
          className="drawn hatched-wide absolute [--hatch:var(--hatch-strong)]"
          style={{ left: x(gap.from), width: Math.max(2, x(gap.to) - x(gap.from)), top, height }}
        />
      ))}
      {plot.hasLabels && <StepLabels labels={labels} plot={plot} />}
    </figure>
  );
}
