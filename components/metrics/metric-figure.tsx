"use client";

import { clsx } from "clsx";
import { useId, useMemo } from "react";
import { zoneTime } from "@/components/charts/zone-time";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { MetricCard } from "./metric-cards";
import { MetricChart } from "./metric-chart";
import { MetricGauge } from "./metric-gauge";
import { metricLine } from "./metric-line";
import { nearestRow, rowStops } from "./metric-stops";
import { formatMetric, formatPart, metricColor } from "./metric-words";

interface MetricFigureProps {
  metric: MetricCard;
  span: TimeWindow;
  timeZone: string;
  /** Whether the current values are too old to be called current. */
  isOld: boolean;
  /** The moment being pointed at, in any of the charts. */
  pointedAt: EpochMs | null;
  onPoint: (at: EpochMs | null) => void;
}

/** A metric's current value and its history. While a past moment is pointed at, the figure is from that moment. */
export function MetricFigure({ metric, span, timeZone, isOld, pointedAt, onPoint }: MetricFigureProps) {
  const titleId = useId();
  const { points, value, full } = metric;
  const line = useMemo(() => points && metricLine(points, span), [points, span]);
  const stops = useMemo(() => (line ? rowStops(line.rows, span) : []), [line, span]);
  const active = pointedAt === null ? null : nearestRow(stops, pointedAt, span);
  const past = active === null ? undefined : line?.rows[active];
  const shown = past ? past.value : value;
  return (
    <li className={clsx("flex min-w-0 flex-col gap-1.5 bg-panel px-4 pt-3 pb-2", isOld && "hatched")}>
      <div className="flex items-baseline justify-between gap-3 text-xs text-muted">
        <h3 id={titleId} className="min-w-0 truncate" title={metric.label}>
          {metric.label}
        </h3>
        {past && <span className="shrink-0 tabular-nums">{zoneTime(past.at, timeZone, "minute")}</span>}
      </div>
      <p className={clsx("text-lg leading-6 font-semibold tabular-nums", isOld && !past && "text-muted")}>
        {isOld && !past && shown !== null && <span className="text-sm font-normal">was </span>}
        {shown === null ? "Not measured" : wordsOf(shown, metric)}
      </p>
      {full !== null && <MetricGauge value={shown} full={full} color={metricColor(metric.key)} />}
      {line && <MetricChart {...{ metric, line, span, timeZone, stops, active, onPoint }} labelledBy={titleId} />}
    </li>
  );
}

function wordsOf(value: number, { full, unit }: MetricCard): string {
  return full === null || unit === "%" ? formatMetric(value, unit) : formatPart(value, full, unit);
}
