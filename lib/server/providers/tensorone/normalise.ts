import "server-only";
import type { ClusterReading, Fact, NodeReading } from "@/lib/domain/cluster/cluster";
import { gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { clip } from "@/lib/domain/text/scrub";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { connectionDetailsOf } from "./cluster-connection";
import { rateOf } from "./rate";
import { healthOf, statusOf } from "./state";
import type { WireCluster } from "./wire";

const MAX_NAMES_LENGTH = 500;

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
  };
}

function regionOf({ configuration, region }: WireCluster): ClusterReading["region"] {
  const id = configuration?.region ?? region;
  return id ? { id, label: id } : null;
}

function factsOf(cluster: WireCluster): Fact[] {
  const hardware = cluster.configuration ?? cluster;
  const { template_name, template_version } = cluster.template_info ?? {};
  const template = [template_name, template_version].filter((part) => part).join(" ");
  const storage = [hardware.storage_gb, hardware.storage_type].filter((part) => part).join(" ");
  const facts: [label: string, value: string | number | null | undefined][] = [
    ["Template", template],
    ["CPU cores", hardware.cpu_cores],
    ["Memory (GB)", hardware.memory_gb],
    ["Storage (GB)", storage],
    ["Container disk (GB)", cluster.containerDiskSize],
    ["Volume (GB)", cluster.volumeSize],
    ["Availability zone", hardware.availability_zone],
  ];
  return [
    ...facts.flatMap(([label, value]) => (value ? { label, value: String(value) } : [])),
    ...environmentFacts(cluster.environment),
    ...(cluster.cost?.facts ?? []),
  ];
}

function environmentFacts(names: readonly string[]): Fact[] {
  if (names.length === 0) return [];
  const group = "Environment";
  return [
    { label: "Variables", value: String(names.length), group },
    { label: "Names", value: clip(names.join(", "), MAX_NAMES_LENGTH), group },
  ];
}
