import type { CostGrouping, CostSeries, Costs } from "@/lib/contract/costs";
import { sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { formatCount, nounFor } from "@/lib/domain/text/format";
import { GROUPING_WORDS } from "./grouping-words";

/** More colours could not be told apart. */
export const MAX_SERIES = 7;
export const OTHERS_KEY = "";

/** A series as a chart shows it: one from the answer, or all those too small to show on their own. */
export interface ChartSeries {
  key: string;
  label: string;
  /** A custom property of globals.css. */
  color: string;
  totalUsdMicros: UsdMicros;
  /** What was spent in each bucket. */
  spent: UsdMicros[];
  /** What share of each bucket was watched; for several series, the lowest share among them. */
  observedShares: number[];
  rate: NonNullable<CostSeries["rate"]>;
}

/** The largest series, and the rest combined into one. */
export function chartSeries({ series }: Pick<Costs, "series">, groupBy: CostGrouping): ChartSeries[] {
  const isAll = series.length <= MAX_SERIES;
  const alone = isAll ? series : series.slice(0, MAX_SERIES - 1);
  // By name, not by size, so that a series keeps its colour when the range changes.
  const keys = alone.map(({ key }) => key).sort();
  const shown = alone.map(({ key, label, totalUsdMicros, points, rate = [] }) => {
    const color = `var(--series-${keys.indexOf(key) + 1})`;
    const spent = points.map(({ usdMicros }) => usdMicros);
    const observedShares = points.map(({ observedShare }) => observedShare);
    return { key, label, color, totalUsdMicros, spent, observedShares, rate };
  });
  return isAll ? shown : [...shown, together(series.slice(alone.length), groupBy)];
}

function together(others: readonly CostSeries[], groupBy: CostGrouping): ChartSeries {
  const count = others.reduce((sum, { othersCount = 1 }) => sum + othersCount, 0);
  const { singular: one, plural: many } = GROUPING_WORDS[groupBy];
  return {
    key: OTHERS_KEY,
    label: `${formatCount(count)} other ${nounFor(count, one, many)}`,
    color: "var(--series-others)",
    totalUsdMicros: sumUsd(others.map(({ totalUsdMicros }) => totalUsdMicros)),
    spent: (others[0]?.points ?? []).map((_, bucket) => sumUsd(pointsIn(others, bucket).map((one) => one.usdMicros))),
    observedShares: (others[0]?.points ?? []).map((_, bucket) => minShare(pointsIn(others, bucket))),
    rate: [],
  };
}

function pointsIn(series: readonly CostSeries[], bucket: number): CostSeries["points"] {
  return series.flatMap(({ points }) => points[bucket] ?? []);
}

function minShare(points: CostSeries["points"]): number {
  return Math.min(1, ...points.map(({ observedShare }) => observedShare));
}
