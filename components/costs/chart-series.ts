import type { CostGrouping, CostSeries, Costs } from "@/lib/contract/costs";
import { sumUsd, type UsdMicros } from "@/lib/domain/cost";
import { GROUPING_WORDS } from "./grouping-words";

/** More cannot be told apart. */
export const MOST_SERIES = 7;
export const OTHERS_KEY = "";

/** A series as a chart shows it: one of the answer, or all that are too small to be shown alone. */
export interface ChartSeries {
  key: string;
  label: string;
  /** A custom property of globals.css. */
  color: string;
  totalUsdMicros: UsdMicros;
  /** What was spent in each bucket. */
  spent: UsdMicros[];
  rate: NonNullable<CostSeries["rate"]>;
}

/** The largest series, and the others as one. */
export function chartSeries({ series }: Pick<Costs, "series">, groupBy: CostGrouping): ChartSeries[] {
  if (series.length <= MOST_SERIES) return series.map((one, index) => shown(one, index));
  const others = series.slice(MOST_SERIES - 1);
  return [
    ...series.slice(0, MOST_SERIES - 1).map((one, index) => shown(one, index)),
    {
      key: OTHERS_KEY,
      label: `${others.length} other ${GROUPING_WORDS[groupBy].plural}`,
      color: "var(--series-others)",
      totalUsdMicros: sumUsd(others.map(({ totalUsdMicros }) => totalUsdMicros)),
      spent: (series[0]?.points ?? []).map((_, bucket) =>
        sumUsd(others.flatMap(({ points }) => spentIn(points, bucket))),
      ),
      rate: [],
    },
  ];
}

function shown({ key, label, totalUsdMicros, points, rate = [] }: CostSeries, index: number): ChartSeries {
  const spent = points.map(({ usdMicros }) => usdMicros);
  return { key, label, color: `var(--series-${index + 1})`, totalUsdMicros, spent, rate };
}

function spentIn(points: CostSeries["points"], bucket: number): UsdMicros[] {
  const point = points[bucket];
  return point ? [point.usdMicros] : [];
}
