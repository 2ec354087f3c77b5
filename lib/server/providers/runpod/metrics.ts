import "server-only";
import type { MetricValue } from "@/lib/domain/cluster/metrics";
import type { WirePod } from "./wire";

type Read = (runtime: NonNullable<WirePod["runtime"]>) => readonly (number | null | undefined)[];

const MEASURED: readonly (readonly [key: string, label: string, read: Read])[] = [
  ["gpu_utilization", "GPU utilization", ({ gpus }) => (gpus ?? []).map(({ util }) => util)],
  ["gpu_memory_utilization", "GPU memory utilization", ({ gpus }) => (gpus ?? []).map(({ memoryUtil }) => memoryUtil)],
  ["cpu_utilization", "CPU utilization", ({ cpu }) => [cpu?.util]],
  ["memory_utilization", "Memory utilization", ({ memory }) => [memory?.util]],
];

/** The average of all GPUs, or of all pods, that say something now. What none of them says is left out. */
export function metricsOf(pods: readonly WirePod[]): MetricValue[] {
  return MEASURED.flatMap(([key, label, read]) => {
    const values = pods.flatMap(({ runtime }) => (runtime ? read(runtime) : [])).filter(isShare);
    if (values.length === 0) return [];
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [{ key, label, unit: "%", value: Math.round(average * 10) / 10 }];
  });
}

function isShare(value: number | null | undefined): value is number {
  return typeof value === "number" && value >= 0 && value <= 100;
}
