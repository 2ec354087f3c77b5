import "server-only";
import { METRICS_WINDOW_MS, PROVIDER_WINDOWS } from "@/lib/domain/cluster/metrics";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { type TensorOneCluster, wholeSeconds } from "./bodies";
import { isComplaining } from "./fleet";

/** A job, and the pause until the next. */
const JOB_MS = 70 * MINUTE_MS;
const CYCLE_MS = 100 * MINUTE_MS;
const POINTS = 180;

type Values = Record<string, number | string>;

/** How `metrics.historical` is put: what is documented is only that there is one. */
const SHAPES = {
  moments: (moments: readonly Moment[]) =>
    moments.map(({ at, values }) => ({ timestamp: wholeSeconds(at), host: "CANARY-host", ...values })),
  "by-metric": (moments: readonly Moment[]) =>
    eachMetric(moments, ({ at }, value) => ({ timestamp: wholeSeconds(at), value })),
  pairs: (moments: readonly Moment[]) => eachMetric(moments, ({ at }, value) => [Math.floor(at / 1_000), value]),
  parallel: (moments: readonly Moment[]) => ({
    timestamps: moments.map(({ at }) => at),
    ...eachMetric(moments, (_, value) => value),
  }),
} as const;
export type HistoricalShape = keyof typeof SHAPES;

interface Moment {
  at: EpochMs;
  values: Values;
}

/** v1's `metrics`. `shape: null` is a provider that keeps no history. */
export function metricsBody(
  cluster: TensorOneCluster,
  now: EpochMs,
  windowName: string | null,
  shape: HistoricalShape | null,
) {
  const isMeasured = cluster.status === "running";
  const current = { timestamp: wholeSeconds(now), host: "CANARY-host", ...valuesAt(cluster, now) };
  if (!isMeasured) return { current: {}, historical: [], alerts: [] };
  const windowMs = METRICS_WINDOW_MS[PROVIDER_WINDOWS.find((one) => one === windowName) ?? "1h"];
  const historical = shape === null || !cluster.hasHistory ? null : SHAPES[shape](momentsOf(cluster, now, windowMs));
  return { current, historical, alerts: alertsOf(cluster, now) };
}

/** v2, `GET /clusters/{id}/metrics` */
export function bareMetricsBody(cluster: TensorOneCluster, now: EpochMs) {
  const { gpu_utilization, cpu_utilization, memory_utilization } = valuesAt(cluster, now);
  const usage = { cpuUsage: cpu_utilization, memoryUsage: memory_utilization, gpuUsage: gpu_utilization };
  return { ...usage, diskUsage: 41.5, networkIn: 1_250_000, networkOut: 830_000, hostName: "CANARY-host" };
}

function alertsOf(cluster: TensorOneCluster, now: EpochMs) {
  if (cluster.healthChecks.gpu_health !== "warning") return [];
  const { gpu_temperature } = valuesAt(cluster, now);
  return [
    {
      alertId: "CANARY-alert-id",
      severity: "warning",
      title: `GPU 2 is hot: ${gpu_temperature} °C`,
      status: "active",
      source: { resourceId: "CANARY-resource", owner: "CANARY-owner@tensorone.example" },
      triggered_at: wholeSeconds(now - MINUTE_MS),
    },
  ];
}

function momentsOf(cluster: TensorOneCluster, now: EpochMs, windowMs: number): Moment[] {
  const stepMs = windowMs / POINTS;
  return Array.from({ length: POINTS }, (_, index) => {
    const at = now - (POINTS - 1 - index) * stepMs;
    return { at, values: valuesAt(cluster, at) };
  }).filter(({ at }) => at >= cluster.statusSince);
}

/** Idle between jobs and busy in them; hot while a GPU complains. The same for the same cluster and moment. */
function valuesAt(cluster: TensorOneCluster, at: EpochMs): Values {
  const seed = [...cluster.id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const isBusy = (at + seed * MINUTE_MS) % CYCLE_MS < JOB_MS;
  const isHot = cluster.name === "rl-sandbox" && isComplaining(at, cluster.statusSince);
  const near = (idle: number, busy: number, spread: number, salt: number) =>
    Math.max(0, Math.round(((isBusy ? busy : idle) + spread * (noise(at, seed + salt) - 0.5)) * 10) / 10);
  return {
    gpu_utilization: near(3, 94, 6, 1),
    gpu_memory_utilization: near(11, 88, 2, 2),
    cpu_utilization: near(6, 47, 14, 3),
    memory_utilization: near(18, 61, 4, 4),
    gpu_temperature: isHot ? 91 : near(38, 71, 5, 5),
    gpu_power: near(61, 312, 30, 6),
    storage_disk_io_read: `${near(12, 850, 10, 7)} MB/s`,
    network_throughput: `${near(0.2, 2.3, 0.2, 8)} Gbps`,
  };
}

/** 0 to 1, and so smooth that neighbouring points are alike. */
function noise(at: EpochMs, seed: number): number {
  const minutes = at / MINUTE_MS;
  return 0.5 + 0.3 * Math.sin(minutes / 3 + seed) + 0.2 * Math.sin(minutes / 0.7 + seed * 2);
}

function eachMetric<Point>(
  moments: readonly Moment[],
  toPoint: (moment: Moment, value: number | string) => Point,
): Record<string, Point[]> {
  const metrics = Object.keys(moments[0]?.values ?? {});
  return Object.fromEntries(
    metrics.map((metric) => [metric, moments.map((moment) => toPoint(moment, moment.values[metric] ?? ""))]),
  );
}
