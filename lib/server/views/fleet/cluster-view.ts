import "server-only";
import type { Cluster } from "@/lib/contract/fleet";
import { countNodes } from "@/lib/domain/cluster/health";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { sumUpReasons } from "@/lib/domain/cluster/sum-up-reasons";
import type { Rate } from "@/lib/domain/money/rate";
import { isoTime, nullableIsoTime } from "@/lib/domain/time/iso-time";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";

/** The fleet's entry for a cluster, built field by field: a field that is not named here does not leave the server. */
export function clusterView(
  { id: accountId, provider }: Pick<AccountSnapshot, "id" | "provider">,
  { reading, statusSince, statusMayBeOlder, observedAt }: TrackedCluster,
): Cluster {
  return {
    id: clusterIdOf(accountId, reading.providerClusterId),
    accountId,
    provider: provider.id,
    providerClusterId: reading.providerClusterId,
    name: reading.name,
    status: reading.status,
    providerStatus: reading.providerStatus,
    statusDetail: reading.statusDetail,
    health: reading.health,
    healthReasons: sumUpReasons(
      reading.healthReasons,
      (reading.nodes ?? []).map(({ name }) => name),
    ),
    cloud: reading.cloud,
    region: reading.region && { id: reading.region.id, label: reading.region.label },
    gpuModel: reading.gpuModel,
    gpuCount: reading.gpuCount,
    tags: [...reading.tags],
    nodes: countNodes(reading.nodes ?? []),
    rate: rateView(reading.rate),
    createdAt: nullableIsoTime(reading.createdAt),
    activeAt: nullableIsoTime(reading.activeAt),
    terminatedAt: nullableIsoTime(reading.terminatedAt),
    statusSince: isoTime(statusSince),
    statusMayBeOlder,
    observedAt: isoTime(observedAt),
  };
}

export function rateView({ usdMicrosPerHour, source, billing, note, foreign }: Rate): Cluster["rate"] {
  return { usdMicrosPerHour, source, billing, note, ...(foreign && { foreign }) };
}
