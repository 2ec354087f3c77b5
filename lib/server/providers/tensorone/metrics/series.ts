import "server-only";
import { MAX_POINTS, type MetricSeries } from "@/lib/domain/cluster/metrics";
import { thinPoints } from "@/lib/domain/cluster/thin-points";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { compareMetrics, metricOf } from "./names";
import { type MetricPoint, pointsIn } from "./points";
import { isMetricKey, MAX_METRICS } from "./values";

/** Points outside the window are left out, and so is what has another unit than the line's latest point. */
export function toMetricSeries(raw: unknown, window: TimeWindow): MetricSeries[] {
  const lines = new Map<string, MetricPoint[]>();
  for (const point of pointsIn(raw)) {
    if (!isMetricKey(point.key) || point.at < window.from || point.at > window.to) continue;
    const line = lines.get(point.key);
    if (line) line.push(point);
    else lines.set(point.key, [point]);
  }
  return [...lines]
    .map(([key, points]) => toSeries(key, points))
    .sort(compareMetrics)
    .slice(0, MAX_METRICS);
}

function toSeries(key: string, points: readonly MetricPoint[]): MetricSeries {
  const ordered = points.toSorted((one, other) => one.at - other.at);
  const unit = ordered.at(-1)?.unit ?? null;
  // A moment that is told twice counts once, as it was told last.
  const line = new Map(ordered.filter((point) => point.unit === unit).map(({ at, value }) => [at, value]));
  const metric = metricOf(key);
  return { ...metric, unit: unit ?? metric.unit, points: thinPoints([...line], MAX_POINTS) };
}
