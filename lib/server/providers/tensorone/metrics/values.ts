import "server-only";
import type { MetricValue } from "@/lib/domain/cluster/metrics";
import { leavesOf } from "../leaves";
import { readQuantity } from "../quantity";
import { compareMetrics, metricOf } from "./names";
import { TIME_NAMES } from "./time";

/** More than fit on a page; a provider that makes up names must not fill it. */
export const MAX_METRICS = 24;

/** Numbers that say when or which, not how much. */
const NO_METRICS = new Set<string>([...TIME_NAMES, "date", "id", "collected_at", "updated_at", "recorded_at"]);

export function isMetricKey(key: string): boolean {
  return !NO_METRICS.has(key);
}

/** `metrics.current`, flat or in groups, of numbers or of texts with a unit. What is neither is absent. */
export function toMetricValues(raw: unknown): MetricValue[] {
  return leavesOf(raw, readQuantity)
    .filter(({ key }) => isMetricKey(key))
    .map(({ key, value: { value, unit } }) => {
      const metric = metricOf(key);
      return { ...metric, unit: unit ?? metric.unit, value };
    })
    .sort(compareMetrics)
    .slice(0, MAX_METRICS);
}
