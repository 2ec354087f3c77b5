import "server-only";
import type { Metric } from "@/lib/domain/cluster/metrics";

/**
 * What is measured, by its key. Percentages are documented; degrees and watts are what GPUs report themselves in everywhere; of the
 * others no unit is stated, so none is shown.
 */
const KNOWN: ReadonlyMap<string, readonly [label: string, unit: string | null]> = new Map([
  ["gpu_utilization", ["GPU utilization", "%"]],
  ["gpu_memory_utilization", ["GPU memory utilization", "%"]],
  ["cpu_utilization", ["CPU utilization", "%"]],
  ["memory_utilization", ["Memory utilization", "%"]],
  ["gpu_temperature", ["GPU temperature", "°C"]],
  ["gpu_power", ["GPU power", "W"]],
  ["gpu_power_draw", ["GPU power", "W"]],
  ["gpu_memory_used", ["GPU memory used", null]],
  ["gpu_memory_total", ["GPU memory", null]],
  ["cpu_load_avg", ["CPU load", null]],
  ["storage_disk_used", ["Disk used", null]],
  ["storage_disk_total", ["Disk", null]],
  ["storage_disk_io_read", ["Disk reads", null]],
  ["storage_disk_io_write", ["Disk writes", null]],
  ["network_bytes_sent", ["Network sent", "bytes"]],
  ["network_bytes_received", ["Network received", "bytes"]],
  ["gpu_usage", ["GPU usage", null]],
  ["cpu_usage", ["CPU usage", null]],
  ["memory_usage", ["Memory usage", null]],
  ["disk_usage", ["Disk usage", null]],
  ["network_in", ["Network in", null]],
  ["network_out", ["Network out", null]],
]);
const ORDER = new Map([...KNOWN.keys()].map((key, place) => [key, place]));

/** Units that a key names itself at its end. */
const UNIT_SUFFIXES: readonly [suffix: string, unit: string][] = [
  ["_percent", "%"],
  ["_pct", "%"],
  ["_celsius", "°C"],
  ["_watts", "W"],
  ["_bytes", "bytes"],
  ["_gb", "GB"],
  ["_mb", "MB"],
  ["_ms", "ms"],
  ["_seconds", "s"],
];

const ACRONYMS: ReadonlyMap<string, string> = new Map([
  ["gpu", "GPU"],
  ["gpus", "GPUs"],
  ["cpu", "CPU"],
  ["ram", "RAM"],
  ["vram", "VRAM"],
  ["io", "I/O"],
  ["usd", "USD"],
  ["nvme", "NVMe"],
]);

/** An unknown key keeps its own words, and has a unit only if it names one. */
export function metricOf(key: string): Metric {
  const known = KNOWN.get(key);
  if (known !== undefined) return { key, label: known[0], unit: known[1] };
  const [suffix, unit] = UNIT_SUFFIXES.find(([end]) => key.endsWith(end) && key !== end.slice(1)) ?? ["", null];
  return { key, label: wordsOf(key.slice(0, key.length - suffix.length)), unit };
}

/** What is documented comes first, the rest as the provider sends it. */
export function compareMetrics(one: Metric, other: Metric): number {
  return (ORDER.get(one.key) ?? ORDER.size) - (ORDER.get(other.key) ?? ORDER.size);
}

/** "gpu_io_wait": "GPU I/O wait" */
export function wordsOf(key: string): string {
  const words = key.split("_").filter((word) => word !== "");
  const text = words.map((word) => ACRONYMS.get(word) ?? word).join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
