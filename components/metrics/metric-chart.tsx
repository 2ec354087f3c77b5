"use client";

import dynamic from "next/dynamic";
import { useCallback, useMemo } from "react";
import { ChartCursor, type ChartStop } from "@/components/charts/chart-cursor";
import { timeLabel } from "@/components/charts/time-label";
import { zoneTime } from "@/components/charts/zone-time";
import { patiently } from "@/components/ui/patiently";
import { Skeleton } from "@/components/ui/skeleton";
import { useElementWidth } from "@/components/ui/use-element-size";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { durationMs, type TimeWindow } from "@/lib/domain/time/time-window";
import type { MetricCard } from "./metric-cards";
import { heightOf, METRIC_CHART_HEIGHT_PX, type MetricGeometry, metricGeometry } from "./metric-geometry";
import type { MetricLine, MetricRow } from "./metric-line";
import { formatMetric, metricColor } from "./metric-words";

const MetricPlot = dynamic(() => patiently(() => import("./metric-plot").then(({ MetricPlot }) => MetricPlot)), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

interface MetricChartProps {
  metric: MetricCard;
  line: MetricLine;
  span: TimeWindow;
  timeZone: string;
  labelledBy: string;
  /** One for each row of the line. */
  stops: readonly ChartStop[];
  /** The row being pointed at, in any of the charts. */
  active: number | null;
  onPoint: (at: EpochMs | null) => void;
}

/** One metric over time, with a crosshair that all charts share. */
export function MetricChart({ metric, line, span, timeZone, labelledBy, stops, active, onPoint }: MetricChartProps) {
  const { unit } = metric;
  const { ref, width } = useElementWidth();
  const geometry = useMemo(() => metricGeometry(metric, line, span, width), [metric, line, span, width]);
  const timeMark = useCallback((at: EpochMs) => timeLabel(at, span, timeZone), [span, timeZone]);
  // A tick label stays on one line.
  const valueMark = useCallback((value: number) => formatMetric(value, unit).replaceAll(" ", "\u00a0"), [unit]);
  const row = active === null ? undefined : line.rows[active];
  const color = metricColor(metric.key);
  const area = { left: geometry.left, top: geometry.top, width: geometry.width, height: geometry.height };

  return (
    <div ref={ref} className="relative" style={{ height: METRIC_CHART_HEIGHT_PX }}>
      <div aria-hidden className="absolute inset-0">
        {width > 0 && (
          <MetricPlot {...{ rows: line.rows, span, geometry, color }} timeLabel={timeMark} valueLabel={valueMark} />
        )}
      </div>
      <div aria-hidden className="absolute" style={area}>
        {line.gaps.map(({ from, to }) => (
          <div
            key={from}
            className="gap absolute inset-y-0 opacity-50"
            style={{ left: percent(fraction(from, span)), width: percent(fraction(to, span) - fraction(from, span)) }}
          />
        ))}
        {row && <Crosshair row={row} span={span} geometry={geometry} color={color} />}
      </div>
      <ChartCursor
        labelledBy={labelledBy}
        stops={stops}
        active={active}
        spoken={(index) => spokenRow(line.rows[index], unit, timeZone)}
        onMove={(index) => onPoint(index === null ? null : (line.rows[index]?.at ?? null))}
        style={area}
      />
    </div>
  );
}

interface CrosshairProps {
  row: MetricRow;
  span: TimeWindow;
  geometry: MetricGeometry;
  color: string;
}

function Crosshair({ row, span, geometry, color }: CrosshairProps) {
  const left = percent(fraction(row.at, span));
  return (
    <>
      <div className="drawn absolute inset-y-0 w-px bg-line-strong" style={{ left }} />
      {row.value !== null && (
        <div
          className="drawn absolute size-2 transform-[translate(-50%,50%)] rounded-full border border-panel"
          style={{ left, bottom: percent(heightOf(row.value, geometry)), background: color }}
        />
      )}
    </>
  );
}

function spokenRow(row: MetricRow | undefined, unit: string | null, timeZone: string): string {
  if (!row) return "";
  const words = row.value === null ? "nothing measured" : formatMetric(row.value, unit);
  return `${words}, ${zoneTime(row.at, timeZone, "minute")}`;
}

function fraction(at: EpochMs, span: TimeWindow): number {
  return (at - span.from) / durationMs(span);
}

function percent(share: number): string {
  return `${share * 100}%`;
}
