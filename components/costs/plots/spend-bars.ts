import type { ChartSeries } from "@/components/charts/chart-series";
import type { Costs } from "@/lib/contract/costs";
import { sumUsd, type UsdMicros, usdMicros } from "@/lib/domain/money/cost";
import type { TimeWindow } from "@/lib/domain/time/time-window";

/** One bucket: what was spent in it, in the order of the series. */
export interface SpendBar extends TimeWindow {
  spent: UsdMicros[];
  total: UsdMicros;
  /** What share of it was watched: the lowest share among its series. */
  observedShare: number;
  /** Whether it is still in progress. */
  isRunning: boolean;
}

/** Whether nothing was counted because nobody watched: before history starts, or while the server was off. */
export function isUnwatched({ observedShare, total }: Pick<SpendBar, "observedShare" | "total">): boolean {
  return observedShare === 0 && total === 0;
}

export function spendBars(series: readonly ChartSeries[], costs: Costs): SpendBar[] {
  const starts = (costs.series[0]?.points ?? []).map(({ start }) => Date.parse(start));
  const to = Date.parse(costs.to);
  const endsNow = to >= Date.parse(costs.generatedAt);
  return starts.map((from, index) => {
    const spent = series.map((one) => one.spent[index] ?? usdMicros(0));
    const shares = costs.series.map(({ points }) => points[index]?.observedShare ?? 1);
    return {
      from,
      to: starts[index + 1] ?? to,
      spent,
      total: sumUsd(spent),
      observedShare: Math.min(1, ...shares),
      isRunning: endsNow && index === starts.length - 1,
    };
  });
}

/** What had been spent by the end of each bar, beginning with the window's start. */
export interface SpendSum {
  at: number;
  sum: UsdMicros;
}

export function spendSums(bars: readonly SpendBar[]): SpendSum[] {
  const [first] = bars;
  if (!first) return [];
  const sums: SpendSum[] = [{ at: first.from, sum: usdMicros(0) }];
  let sum = usdMicros(0);
  for (const bar of bars) {
    sum = sumUsd([sum, bar.total]);
    sums.push({ at: bar.to, sum });
  }
  return sums;
}
