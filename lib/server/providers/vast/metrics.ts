import "server-only";
import type { MetricValue } from "@/lib/domain/cluster/metrics";
import { stateOf } from "./state";
import type { WireInstance } from "./wire";

/** How busy the GPUs of the instances that run are on average, each GPU counted once, and how hot the hottest is. */
export function metricsOf(instances: readonly WireInstance[]): MetricValue[] {
  const running = instances.filter((instance) => stateOf(instance).status === "running");
  const measured = running.flatMap(({ gpu_util: percent, num_gpus: gpus }) =>
    percent === null || percent === undefined ? [] : [{ percent, gpus: gpus || 1 }],
  );
  const gpus = measured.reduce((sum, one) => sum + one.gpus, 0);
  const busy = measured.reduce((sum, one) => sum + one.percent * one.gpus, 0);
  const degrees = running.flatMap(({ gpu_temp }) => gpu_temp || []);
  return [
    ...(gpus === 0
      ? []
      : [{ key: "gpu_utilization", label: "GPU utilization", unit: "%", value: rounded(busy / gpus) }]),
    ...(degrees.length === 0
      ? []
      : [{ key: "gpu_temperature", label: "GPU temperature", unit: "°C", value: rounded(Math.max(...degrees)) }]),
  ];
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
