import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { metricTicks, timeMarks } from "./metric-axis";
import type { MetricCard } from "./metric-cards";
import type { MetricLine } from "./metric-line";
import { formatMetric } from "./metric-words";

export const METRIC_CHART_HEIGHT_PX = 136;
const CHARACTER_PX = 6.4;
const TIME_MARK_PX = 76;

/** Where a chart draws, in pixels. */
export interface MetricGeometry {
  chartWidth: number;
  chartHeight: number;
  /** The space between the edges of the chart and its plot. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  width: number;
  height: number;
  valueTicks: readonly number[];
  timeTicks: readonly EpochMs[];
}

/** The tick labels of the value axis take as much room as the longest of them. */
export function metricGeometry(
  { unit, full }: Pick<MetricCard, "unit" | "full">,
  { rows }: Pick<MetricLine, "rows">,
  span: TimeWindow,
  chartWidth: number,
): MetricGeometry {
  const valueTicks = metricTicks(
    rows.flatMap(({ value }) => value ?? []),
    full,
  );
  const longest = Math.max(...valueTicks.map((tick) => formatMetric(tick, unit).length));
  const insets = { left: Math.ceil(longest * CHARACTER_PX) + 12, right: 8, top: 8, bottom: 22 };
  const width = Math.max(0, chartWidth - insets.left - insets.right);
  return {
    ...insets,
    chartWidth,
    chartHeight: METRIC_CHART_HEIGHT_PX,
    width,
    height: METRIC_CHART_HEIGHT_PX - insets.top - insets.bottom,
    valueTicks,
    timeTicks: timeMarks(span, width / TIME_MARK_PX),
  };
}

/** How high a value is, as a fraction of the plot's height from the bottom. */
export function heightOf(value: number, { valueTicks }: MetricGeometry): number {
  const [first = 0] = valueTicks;
  return (value - first) / ((valueTicks.at(-1) ?? 1) - first);
}
