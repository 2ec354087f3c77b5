import type { Metrics } from "@/lib/contract/metrics";
import type { Metric } from "@/lib/domain/cluster/metrics";

type Points = Metrics["series"][0]["points"];

/** One thing that is measured, with its current value, its history, or both. */
export interface MetricCard extends Metric {
  value: number | null;
  /** The maximum possible value, if known: 100 for a percentage, the total for an amount used. */
  full: number | null;
  points: Points | null;
}

/** An amount used shares a card with its total. In the order of the answer. */
export function metricCards({ current, series }: Pick<Metrics, "current" | "series">): MetricCard[] {
  const totals = new Map(current.map((metric) => [metric.key, metric]));
  const totalOf = ({ key, unit }: Metric) => {
    const total = key.endsWith("_used") ? totals.get(key.replace(/_used$/, "_total")) : undefined;
    return total?.unit === unit && total.value > 0 ? total : undefined;
  };
  const shownAsTotal = new Set(current.flatMap((metric) => totalOf(metric)?.key ?? []));
  const past = new Map(series.map(({ key, points }) => [key, points]));
  const present = current
    .filter(({ key }) => !shownAsTotal.has(key))
    .map((metric) => ({
      ...metric,
      full: metric.unit === "%" ? 100 : (totalOf(metric)?.value ?? null),
      points: past.get(metric.key) ?? null,
    }));
  const onlyPast = series
    .filter(({ key }) => !totals.has(key))
    .map((metric) => ({ ...metric, value: null, full: metric.unit === "%" ? 100 : null }));
  return [...present, ...onlyPast];
}
