import type { Metrics } from "@/lib/contract/metrics";
import type { MetricsWindow } from "@/lib/domain/cluster/metrics";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";

const STEP_MS: Readonly<Record<MetricsWindow, number>> = {
  "1h": 5 * MINUTE_MS,
  "6h": 30 * MINUTE_MS,
  "24h": 60 * MINUTE_MS,
  "7d": 360 * MINUTE_MS,
  "30d": DAY_MS,
  "1y": 7 * DAY_MS,
};

export interface MetricTableRow {
  from: EpochMs;
  /** One for each line; `null` where nothing was measured. */
  extremes: ({ lowest: number; highest: number } | null)[];
}

/** The range of each line in each stretch of a window, newest first. */
export function metricTableRows(series: Metrics["series"], span: TimeWindow, window: MetricsWindow): MetricTableRow[] {
  const step = STEP_MS[window];
  const first = Math.floor(span.from / step);
  const count = Math.ceil(span.to / step) - first;
  const rows = Array.from({ length: count }, (_, index): MetricTableRow => {
    return { from: (first + index) * step, extremes: series.map(() => null) };
  });
  for (const [line, { points }] of series.entries()) {
    for (const [at, value] of points) {
      const row = rows[Math.floor(Date.parse(at) / step) - first];
      if (!row) continue;
      const known = row.extremes[line];
      row.extremes[line] = {
        lowest: Math.min(known?.lowest ?? value, value),
        highest: Math.max(known?.highest ?? value, value),
      };
    }
  }
  return rows.reverse();
}
