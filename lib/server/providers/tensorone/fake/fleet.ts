import "server-only";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { TensorOneCluster } from "./bodies";

/** In every ten minutes, from the fifth to the eighth, one GPU complains. */
const WARNING_PERIOD_MS = 10 * MINUTE_MS;
const WARNING_FROM_MS = 5 * MINUTE_MS;
const WARNING_UNTIL_MS = 8 * MINUTE_MS;

const ALL_HEALTHY = {
  gpu_health: "healthy",
  storage_health: "healthy",
  network_health: "healthy",
  docker_health: "healthy",
};

/** The demo's fleet: three clusters, wholly determined by the clock. `isSeldom`: the GPU complains only at the beginning of each week. */
export function demoWorld(now: EpochMs, startedAt: EpochMs, isSeldom = false): TensorOneCluster[] {
  const isQuiet = isSeldom && (now - startedAt) % (7 * DAY_MS) >= WARNING_PERIOD_MS;
  const hasWarning = !isQuiet && isComplaining(now, startedAt);
  return [
    {
      ...running("cluster_d4e5f6", "dev-box-marie", startedAt - 4 * DAY_MS),
      description: "Marie's notebook and experiments",
      publicIp: "203.0.113.42",
      gpuType: "RTX4090",
      gpuCount: 1,
      hourlyRate: 0.69,
      hasHistory: false,
    },
    {
      ...running("cluster-gpu-a100-001", "rl-sandbox", startedAt - 6 * DAY_MS),
      healthChecks: hasWarning ? { ...ALL_HEALTHY, gpu_health: "warning" } : ALL_HEALTHY,
    },
    {
      ...running("cls_9f8e7d", "vision-archive", startedAt - 30 * DAY_MS),
      status: "stopped",
      statusSince: startedAt - 2 * DAY_MS,
      gpuType: "V100",
      gpuCount: 2,
      hourlyRate: 0.14,
    },
  ];
}

/** `since` is any moment that is whole periods away from the start of the story. */
export function isComplaining(at: EpochMs, since: EpochMs): boolean {
  const inPeriodMs = (((at - since) % WARNING_PERIOD_MS) + WARNING_PERIOD_MS) % WARNING_PERIOD_MS;
  return inPeriodMs >= WARNING_FROM_MS && inPeriodMs < WARNING_UNTIL_MS;
}

/** Many running clusters for measurements. */
export function uniformWorld(clusters: number, startedAt: EpochMs): TensorOneCluster[] {
  return Array.from({ length: clusters }, (_, index) => {
    const number = String(index + 1).padStart(4, "0");
    return running(`cluster_${number}`, `machine-${number}`, startedAt);
  });
}

function running(id: string, name: string, since: EpochMs): TensorOneCluster {
  return {
    id,
    name,
    description: "Shared machine of the research team",
    publicIp: "203.0.113.43",
    status: "running",
    createdAt: since - 5 * MINUTE_MS,
    statusSince: since,
    gpuType: "A100",
    gpuCount: 4,
    hourlyRate: 7.56,
    healthChecks: ALL_HEALTHY,
    hasHistory: true,
  };
}
