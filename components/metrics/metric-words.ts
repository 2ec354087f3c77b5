import type { Metric } from "@/lib/domain/cluster/metrics";
import { formatBytes } from "@/lib/domain/text/format-bytes";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const significant = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 });

/** A measured value with its unit: "71.5 °C", "12.4 MB/s", "94 %"; just the number if its unit is unknown. */
export function formatMetric(value: number, unit: Metric["unit"]): string {
  if (unit === "bytes") return formatBytes(value);
  if (unit === "bytes/s") return `${formatBytes(value)}/s`;
  return unit === null ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

/** As precise as is useful: "1,284", "71.5", "0.034". */
function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return whole.format(value);
  return (size >= 1 || size === 0 ? tenths : significant).format(value);
}

/** "61.2 of 80 GB" */
export function formatPart(value: number, full: number, unit: Metric["unit"]): string {
  const isAlike = unit !== "bytes" && unit !== "bytes/s";
  return `${isAlike ? formatNumber(value) : formatMetric(value, unit)} of ${formatMetric(full, unit)}`;
}

/** "91 – 94.3 %" */
export function formatRange(low: number, high: number, unit: Metric["unit"]): string {
  const [first, last] = [formatMetric(low, unit), formatMetric(high, unit)];
  if (first === last) return last;
  const isAlike = unit !== "bytes" && unit !== "bytes/s";
  return `${isAlike ? formatNumber(low) : first} – ${last}`;
}

const COLORS: readonly [start: RegExp, color: string][] = [
  [/^v?gpu/, "var(--series-1)"],
  [/^(?:cpu|memory|ram)/, "var(--series-5)"],
];

/** Metrics of the same part of a machine share a colour. */
export function metricColor(key: string): string {
  return COLORS.find(([start]) => start.test(key))?.[1] ?? "var(--series-3)";
}
