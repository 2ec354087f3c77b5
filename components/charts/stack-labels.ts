import type { ChartLabel } from "./chart-labels";
import type { ChartSeries } from "./chart-series";

/** A label for each part of a stack, at the middle of that part; none for a part of zero. */
export function stackLabels<Value extends number>(
  series: readonly ChartSeries[],
  values: readonly Value[],
  axisEnd: number,
  format: (value: Value) => string,
): ChartLabel[] {
  let below = 0;
  return series.flatMap(({ key, color, label }, index) => {
    const value = values[index];
    if (!value) return [];
    const height = (below + value / 2) / axisEnd;
    below += value;
    return [{ key, color, text: label, value: format(value), height }];
  });
}
