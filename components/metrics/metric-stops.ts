import type { ChartStop } from "@/components/charts/chart-cursor";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { durationMs, type TimeWindow } from "@/lib/domain/time/time-window";
import type { MetricRow } from "./metric-line";

/** What can be pointed at: each row covers the time nearer to it than to any other, in fractions of the span. */
export function rowStops(rows: readonly MetricRow[], span: TimeWindow): ChartStop[] {
  const fraction = (at: EpochMs) => (at - span.from) / durationMs(span);
  return rows.map(({ at }, index) => {
    const [before, after] = [rows[index - 1], rows[index + 1]];
    return {
      from: before ? fraction((before.at + at) / 2) : 0,
      to: after ? fraction((at + after.at) / 2) : 1,
    };
  });
}

/** The row nearest to a moment; `null` if there are no rows. A binary search, since every chart asks on every pointer move. */
export function nearestRow(stops: readonly ChartStop[], at: EpochMs, span: TimeWindow): number | null {
  const fraction = (at - span.from) / durationMs(span);
  let [low, high] = [0, stops.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((stops[middle]?.from ?? 0) <= fraction) low = middle;
    else high = middle - 1;
  }
  return stops.length === 0 ? null : low;
}
