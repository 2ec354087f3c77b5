import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { formatUtcMinute } from "@/lib/domain/time/utc-minute";
import { operatorFacts, toFacts } from "@/lib/server/providers/to-facts";
import type { WireCluster, WireVolume } from "./wire";

const MAX_VOLUMES = 20;

const TYPES: ReadonlyMap<string, string> = new Map([
  ["KUBERNETES", "Kubernetes"],
  ["SLURM", "Slurm"],
]);

const BILLING_TYPES: ReadonlyMap<string, string> = new Map([
  ["ON_DEMAND", "On demand"],
  ["RESERVED", "Reserved"],
  ["SCHEDULED_CAPACITY", "Scheduled capacity"],
]);

/** When a reservation ends, and with it the cluster; also where only its beginning and its length are given. */
export function reservationEnd(cluster: WireCluster): EpochMs | null {
  const end = parseTimestamp(cluster.reservation_end_time);
  const start = parseTimestamp(cluster.reservation_start_time);
  if (end !== null || start === null || !cluster.duration_hours) return end;
  return start + cluster.duration_hours * HOUR_MS;
}

export function clusterFacts(cluster: WireCluster): Fact[] {
  const start = parseTimestamp(cluster.reservation_start_time);
  const end = reservationEnd(cluster);
  const billing = cluster.billing_type ?? cluster.billint_type ?? "";
  return [
    ...toFacts([
      ["Runs", TYPES.get(cluster.cluster_type ?? "") ?? cluster.cluster_type],
      ["Rental", BILLING_TYPES.get(billing) ?? billing],
      ["Reservation begins", start === null ? null : formatUtcMinute(start)],
      ["Reservation ends", end === null ? null : formatUtcMinute(end)],
      ["CUDA", cluster.cuda_version],
      ["NVIDIA driver", cluster.nvidia_driver_version ?? cluster.driver_version],
      ["Shared memory of Slurm (GiB)", cluster.slurm_shm_size_gib],
    ]),
    ...operatorFacts([["Capacity pool", cluster.capacity_pool_id]]),
    ...(cluster.volumes ?? []).slice(0, MAX_VOLUMES).flatMap(volumeFact),
  ];
}

function volumeFact({ volume_name, size_tib, status }: WireVolume): Fact[] {
  const value = [size_tib ? `${size_tib} TiB` : null, status].filter(Boolean).join(", ");
  return toFacts([[volume_name ?? "Volume without a name", value || "size unknown"]], "Volumes");
}
