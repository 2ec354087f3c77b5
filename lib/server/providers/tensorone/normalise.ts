import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { connectionDetailsOf } from "./cluster-connection";
import { factsOf } from "./facts";
import { rateOf } from "./rate";
import { healthOf, statusOf } from "./state";
import type { WireCluster } from "./wire";

/**
 * One cluster of any shape. TensorOne lists no nodes: a cluster is one machine with several GPUs, so it is its own only node. A
 * summary names none, since it knows nothing of that machine's health.
 */
export function toClusterReading(cluster: WireCluster, depth: ClusterReading["depth"]): ClusterReading {
  const providerStatus = cluster.status ?? null;
  const status = statusOf(providerStatus);
  const statusDetail = cluster.status_details?.message ?? null;
  const { health, healthReasons } = healthOf(providerStatus, statusDetail, cluster.status_details?.health_checks ?? {});
  const name = cluster.name ?? cluster.id;
  const { connectionDetails, refusals } = connectionDetailsOf(cluster, name);
  const shared = {
    name,
    status,
    providerStatus,
    health,
    gpuModel: gpuModelOf(cluster.configuration?.gpu_type ?? cluster.gpu_type ?? cluster.gpuType),
    gpuCount: cluster.configuration?.gpu_count ?? cluster.gpu_count ?? cluster.gpuCount ?? null,
    rate: rateOf(cluster, status),
    createdAt: parseTimestamp(cluster.created_at ?? cluster.createdAt),
  };
  const node: NodeReading = { ...shared, id: cluster.id, role: null, healthReasons, install: null, readyAt: null };
  return {
    ...shared,
    providerClusterId: cluster.id,
    statusDetail,
    healthReasons: [...healthReasons, ...refusals],
    cloud: null,
    region: regionOf(cluster),
    nodes: depth === "complete" ? [node] : null,
    activeAt: null,
    terminatedAt: null,
    statusSince: parseTimestamp(cluster.status_details?.last_status_change),
    facts: factsOf(cluster),
    tags: [],
    deployments: [],
    limits: [],
    metrics: cluster.metrics?.current ?? [],
    ...(cluster.metrics?.measuredAt && { metricsAt: cluster.metrics.measuredAt }),
    alerts: cluster.metrics?.alerts ?? [],
    connectionDetails,
    onDemand: [],
    depth,
    ...machineIdsOf({ ids: [["tensorone", cluster.id]], addresses: [cluster.network?.public_ip] }),
  };
}

function regionOf({ configuration, region }: WireCluster): ClusterReading["region"] {
  const id = configuration?.region ?? region;
  return id ? { id, label: id } : null;
}
