import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import type { ParsedItems } from "@/lib/server/providers/items";
import { slowestBoot } from "./boot-progress";
import { factsOf } from "./facts";
import { joinConnectionDetails } from "./instance-connection";
import { launchFactsOf } from "./launch-facts";
import { limitsOf } from "./limits";
import { toInstanceReading, unreadableNode } from "./normalise-instance";
import { reportedRate, summedRate } from "./rate";
import { sharedShape } from "./shape";
import { stateOf, stateReasons } from "./state";
import type { WireCluster, WireInstance } from "./wire";

const MAX_TAGS = 50;

/** A cluster with its instances, of which some may have been unreadable: they cost it a node, and its good health. */
export function toClusterReading(
  cluster: WireCluster,
  { items: instances, unreadable }: ParsedItems<WireInstance>,
  now: EpochMs,
): ClusterReading {
  const readings = instances.map((instance) => toInstanceReading(instance, now));
  const readable = readings.map(({ node }) => node);
  const nodes = [...readable, ...unreadable.flatMap((item) => (item.id === null ? [] : unreadableNode(item.id, item)))];
  const nameless = unreadable.filter(({ id }) => id === null);

  const name = cluster.name ?? cluster.id;
  const providerStatus = cluster.status ?? null;
  const state = stateOf(providerStatus);
  const idle = readable.filter((node) => node.status !== "running").length;
  const isDegraded = state.status === "running" && idle > 0;
  const status = isDegraded ? "degraded" : state.status;
  const ownCloud = instances.some(({ shade_cloud }) => shade_cloud === false);
  const rate = reportedRate(cluster.hourly_price, { billing: state.billing, ownCloud });
  const shape = unreadable.length === 0 ? sharedShape(instances) : null;

  return {
    providerClusterId: cluster.id,
    name,
    status,
    providerStatus,
    statusDetail:
      status === "provisioning" ? provisioningDetail(cluster, instances, now) : (cluster.status_details ?? null),
    health: worstHealth([
      state.health,
      worstHealth(nodes.map((node) => node.health)),
      ...nameless.map(() => "unknown" as const),
    ]),
    healthReasons: [
      ...new Set([
        ...stateReasons(name, providerStatus, cluster.status_details ?? null),
        ...(isDegraded ? [`${idle} of ${nodes.length} instances not active`] : []),
        ...nodes.flatMap((node) => node.healthReasons),
        ...nameless.map(({ problem }) => `An instance without a readable id could not be read: ${problem}`),
      ]),
    ],
    cloud: cluster.cloud ?? null,
    region: regionOf(cluster),
    gpuModel: [...new Set(nodes.flatMap((node) => node.gpuModel ?? []))].join(" + ") || null,
    gpuCount: gpuCountOf(nodes),
    nodes,
    rate:
      rate.source === "none"
        ? summedRate(
            nodes.map((node) => node.rate.usdMicrosPerHour),
            { billing: state.billing, ownCloud },
          )
        : rate,
    createdAt: parseTimestamp(cluster.created_at),
    activeAt: parseTimestamp(cluster.active_at),
    terminatedAt: state.status === "terminated" ? lastDeletion(instances) : null,
    statusSince: statusSince(cluster, status),
    facts: [...factsOf(instances), ...launchFactsOf(instances)],
    tags: [...new Set(instances.flatMap(({ tags }) => tags?.flatMap((tag) => tag ?? []) ?? []))].slice(0, MAX_TAGS),
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: joinConnectionDetails(readings),
    ...(shape && { shape }),
    onDemand: shape === null || state.billing !== "full" ? [] : ["offers"],
    depth: "complete",
  };
}

/** A machine that belongs to no cluster is shown as a cluster of one node, under its own id. */
export function toStandaloneReading(instance: WireInstance, now: EpochMs): ClusterReading {
  const cluster: WireCluster = { ...instance, region_info: { region: instance.region, display_name: instance.region } };
  return { ...toClusterReading(cluster, { items: [instance], unreadable: [] }, now), limits: limitsOf(instance) };
}

/** Shadeform's own words, with our estimate of the time left, based on its usual boot times. */
function provisioningDetail(cluster: WireCluster, instances: readonly WireInstance[], now: EpochMs): string | null {
  const booting = instances.filter((instance) => stateOf(instance.status).status === "provisioning");
  return [cluster.status_details, slowestBoot(booting, now)].filter(Boolean).join(" · ") || null;
}

function regionOf({ region_info }: WireCluster): ClusterReading["region"] {
  const id = region_info?.region ?? region_info?.display_name;
  return id ? { id, label: region_info?.display_name ?? id } : null;
}

/** `null` as soon as one node's count is unknown: a sum of the others would be too small. */
function gpuCountOf(nodes: readonly NodeReading[]): number | null {
  const counts = nodes.flatMap((node) => node.gpuCount ?? []);
  return counts.length > 0 && counts.length === nodes.length ? counts.reduce((sum, count) => sum + count, 0) : null;
}

/** An instance that lives may carry a `deleted_at` too (the document's does), so it counts only once the status says so. */
function lastDeletion(instances: readonly WireInstance[]): EpochMs | null {
  const times = instances.flatMap(({ deleted_at }) => parseTimestamp(deleted_at) ?? []);
  return times.length > 0 ? Math.max(...times) : null;
}

function statusSince(cluster: WireCluster, status: ClusterReading["status"]): EpochMs | null {
  if (status === "running") return parseTimestamp(cluster.active_at);
  return status === "provisioning" ? parseTimestamp(cluster.created_at) : null;
}
