import type { Metrics } from "@/lib/contract/metrics";
import { MAX_POINTS } from "@/lib/domain/cluster/metrics";
import { thinPoints } from "@/lib/domain/cluster/thin-points";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { durationMs, type TimeWindow } from "@/lib/domain/time/time-window";

/** A line as it is drawn. */
export interface MetricLine {
  /** In order; `value` is `null` in the middle of a gap, so that nothing is drawn across it. */
  rows: MetricRow[];
  /** Where nothing was measured. */
  gaps: TimeWindow[];
}

export interface MetricRow {
  at: EpochMs;
  value: number | null;
}

/** Points further apart than this many usual distances have a gap between them. */
const USUAL_DISTANCES = 2.5;
/** A thinned line keeps two points of each stretch of time, at any place in it: so neighbours are up to two stretches apart. */
const STRETCHES = 2 / (MAX_POINTS / 2 - 1);

/** The points within a window, oldest first, as many as a chart can draw, with gaps where they are too far apart. */
export function metricLine(points: Metrics["series"][0]["points"], span: TimeWindow): MetricLine {
  const measured = points
    .map(([at, value]): [EpochMs, number] => [Date.parse(at), value])
    .filter(([at]) => at >= span.from && at <= span.to);
  const times = measured.map(([at]) => at);
  const gaps = gapsBetween([span.from, ...times, span.to], longestDistance(times, span));
  const rows: MetricRow[] = thinPoints(measured, MAX_POINTS).map(([at, value]) => ({ at, value }));
  const holes = gaps.map(({ from, to }) => ({ at: (from + to) / 2, value: null }));
  return { rows: [...rows, ...holes].sort((one, other) => one.at - other.at), gaps };
}

/** How far apart points can be without a gap between them. */
function longestDistance(times: readonly EpochMs[], span: TimeWindow): number {
  const distances = times
    .slice(1)
    .map((at, index) => at - (times[index] ?? at))
    .sort((one, other) => one - other);
  const usual = distances[Math.floor(distances.length / 2)] ?? 0;
  return Math.max(USUAL_DISTANCES * usual, STRETCHES * durationMs(span));
}

function gapsBetween(times: readonly EpochMs[], longest: number): TimeWindow[] {
  return times.slice(1).flatMap((to, index) => {
    const from = times[index] ?? to;
    return to - from > longest ? [{ from, to }] : [];
  });
}
