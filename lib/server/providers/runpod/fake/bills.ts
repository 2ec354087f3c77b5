import "server-only";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { WireObject } from "./bodies";
import type { RunPodWorld } from "./world";

const DISK_USD_PER_HOUR = 0.02;
const NETWORK_USD_PER_HOUR = 0.05;
const DEFAULT_WINDOW_MS = 30 * DAY_MS;

/** `GET /billing/clusters`: one record per bucket and cluster. */
export function clusterBills({ clusters, pods }: RunPodWorld, query: URLSearchParams, now: EpochMs): WireObject {
  const records = clusters.flatMap((cluster) => {
    const members = pods.filter((pod) => isMemberOf(pod, cluster));
    return bucketsOf(cluster, query, now).map(({ hours, ...bucket }) => {
      const gpuAmount = sum(members.map(({ cost }) => Number(cost))) * hours;
      const diskAmount = DISK_USD_PER_HOUR * members.length * hours;
      const networkingAmount = NETWORK_USD_PER_HOUR * hours;
      const totalAmount = gpuAmount + diskAmount + networkingAmount;
      return { ...bucket, clusterId: cluster.id, totalAmount, gpuAmount, diskAmount, networkingAmount };
    });
  });
  return { records, metadata: { recordCount: records.length, uniqueClusterCount: clusters.length } };
}

/** `GET /billing/pods`: the same for pods on their own, whose clusters are billed otherwise. */
export function podBills({ pods }: RunPodWorld, query: URLSearchParams, now: EpochMs): WireObject {
  const alone = pods.filter(({ cluster }) => cluster === undefined);
  const records = alone.flatMap((pod) =>
    bucketsOf(pod, query, now).map(({ hours, ...bucket }) => {
      const [gpuAmount, diskAmount] = [Number(pod.cost) * hours, DISK_USD_PER_HOUR * hours];
      return { ...bucket, podId: pod.id, totalAmount: gpuAmount + diskAmount, gpuAmount, cpuAmount: 0, diskAmount };
    }),
  );
  return { records, metadata: { recordCount: records.length, uniquePodCount: alone.length } };
}

/** By days or by years; the window begins and ends with a whole bucket. */
function bucketsOf({ createdAt }: WireObject, query: URLSearchParams, now: EpochMs) {
  const isYears = query.get("bucketSize") === "year";
  const startOf = (time: EpochMs) =>
    isYears ? Date.UTC(new Date(time).getUTCFullYear(), 0, 1) : Math.floor(time / DAY_MS) * DAY_MS;
  const next = (start: EpochMs) => (isYears ? Date.UTC(new Date(start).getUTCFullYear() + 1, 0, 1) : start + DAY_MS);
  const lastN = Number(query.get("lastN") ?? 0);
  const from = Date.parse(query.get("startTime") ?? "") || now - DEFAULT_WINDOW_MS;
  const created = Date.parse(String(createdAt));
  const buckets: { startTime: string; endTime: string; hours: number }[] = [];
  for (let start = startOf(lastN > 0 ? now : from); start < now; start = next(start)) {
    const hours = (Math.min(now, next(start)) - Math.max(created, start)) / HOUR_MS;
    const [startTime, endTime] = [new Date(start).toISOString(), new Date(next(start)).toISOString()];
    if (hours > 0) buckets.push({ startTime, endTime, hours });
  }
  return buckets;
}

function isMemberOf({ cluster }: WireObject, { id }: WireObject): boolean {
  return typeof cluster === "object" && cluster !== null && Reflect.get(cluster, "id") === id;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
