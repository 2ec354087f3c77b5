import "server-only";
import type { ClusterReading, ClusterStatus, NodeReading } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { withSharedFacts } from "@/lib/domain/cluster/shared-facts";
import { formatCounted } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import type { ParsedItems } from "@/lib/server/providers/items";
import { joinValues } from "@/lib/server/providers/join-values";
import { slowestBoot } from "./boot-progress";
import { clusterRate } from "./cluster-rate";
import { factsOf } from "./facts";
import { joinConnectionDetails } from "./instance-connection";
import { launchFactsOf } from "./launch-facts";
import { limitsOf } from "./limits";
import { toInstanceReading } from "./normalise-instance";
import { rentalFactsOf } from "./rental";
import { sharedShape } from "./shape";
import { detailedStateOf, detailWords, isLoading, isReclaimed, type State, stateOf, stateReasons } from "./state";
import type { WireCluster, WireInstance } from "./wire";

const MAX_TAGS = 50;

/** A cluster with its instances, of which some may have been unreadable: they cost it its good health. */
export function toClusterReading(
  cluster: WireCluster,
  { items: instances, unreadable }: ParsedItems<WireInstance>,
  now: EpochMs,
): ClusterReading {
  const readings = instances.map((instance) => toInstanceReading(instance, cluster, now));
  const { nodes, facts: sharedFacts } = withSharedFacts(readings.map(({ node }) => node));
  const members = nodes.filter((node) => node.status !== "terminated");
  const living = instances.filter(({ status }) => stateOf(status).status !== "terminated");
  const described = living.length > 0 ? living : instances;

  const name = cluster.name ?? cluster.id;
  const providerStatus = cluster.status ?? null;
  // What its instances still do is told by them; a cluster's own details are free text.
  const state = isReclaimed(cluster.status_details)
    ? detailedStateOf(providerStatus, cluster.status_details)
    : stateOf(providerStatus);
  const status = statusOf(state, members);
  const shape = unreadable.length === 0 ? sharedShape(living) : null;

  return {
    providerClusterId: cluster.id,
    name,
    status,
    providerStatus,
    statusDetail:
      status === "provisioning" ? provisioningDetail(cluster, instances, now) : detailWords(cluster.status_details),
    health: worstHealth([
      state.health,
      worstHealth(members.map((node) => node.health)),
      ...unreadable.map(() => "unknown" as const),
    ]),
    healthReasons: [
      ...new Set([
        ...stateReasons(name, providerStatus, (state.status !== "running" && cluster.status_details) || null),
        ...(status === "degraded"
          ? [`${idleOf(members).length} of ${formatCounted(members.length, "instance")} not active`]
          : []),
        ...(cluster.instances === undefined ? [`${name} does not say which instances it has`] : []),
        ...nodes.flatMap((node) => node.healthReasons),
        ...unreadable.map(({ problem }) => `An instance without a readable id could not be read: ${problem}`),
      ]),
    ],
    cloud: cluster.cloud ?? null,
    region: regionOf(cluster),
    gpuModel: [...new Set((members.length > 0 ? members : nodes).flatMap(modelOf))].join(" + ") || null,
    gpuCount: unreadable.length === 0 ? sumOfGpus(members) : null,
    nodes: cluster.instances === undefined ? null : nodes,
    rate: clusterRate(cluster, living, members, state.billing),
    createdAt: parseTimestamp(cluster.created_at),
    activeAt: parseTimestamp(cluster.active_at),
    terminatedAt: state.status === "terminated" ? lastDeletion(instances) : null,
    statusSince: statusSince(cluster, status),
    ...(status === state.status && statusBeganBy(cluster, status)),
    facts: [
      ...rentalFactsOf([cluster, ...living], now),
      ...factsOf(described),
      ...sharedFacts,
      ...launchFactsOf(described),
    ],
    tags: [...new Set(instances.flatMap(({ tags }) => tags?.flatMap((tag) => tag ?? []) ?? []))].slice(0, MAX_TAGS),
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: joinConnectionDetails(readings),
    ...(shape && { shape }),
    onDemand: shape === null || state.billing !== "full" ? [] : ["offers"],
    depth: "complete",
    // In a cloud account of somebody's own, that account pays.
    seenAs:
      described.every(({ shade_cloud }) => shade_cloud === false) && described.length > 0
        ? "linked-account"
        : "reseller",
  };
}

/** A machine that belongs to no cluster is shown as a cluster of one node, under its own id. */
export function toStandaloneReading(instance: WireInstance, now: EpochMs): ClusterReading {
  const region_info = { region: instance.region, display_name: instance.region };
  const cluster: WireCluster = { ...instance, region_info, instances: [] };
  return { ...toClusterReading(cluster, { items: [instance], unreadable: [] }, now), limits: limitsOf(instance) };
}

/** An active cluster is no better than its instances. */
function statusOf({ status }: State, members: readonly NodeReading[]): ClusterStatus {
  const idle = idleOf(members);
  if (status !== "running" || idle.length === 0) return status;
  return idle.every(isLoading) ? "provisioning" : "degraded";
}

function idleOf(members: readonly NodeReading[]): readonly NodeReading[] {
  return members.filter((node) => node.status !== "running");
}

/** Shadeform's own words, with our estimate of the time left, based on its usual boot times. */
function provisioningDetail(cluster: WireCluster, instances: readonly WireInstance[], now: EpochMs): string | null {
  const booting = instances.filter((instance) => stateOf(instance.status).status === "provisioning");
  const isActive = stateOf(cluster.status).status === "running";
  const words = isActive ? joinValues(instances.map(({ status_details }) => status_details)) : cluster.status_details;
  return [words, slowestBoot(booting, now)].filter(Boolean).join(" · ") || null;
}

function regionOf({ region_info }: WireCluster): ClusterReading["region"] {
  const id = region_info?.region ?? region_info?.display_name;
  return id ? { id, label: region_info?.display_name ?? id } : null;
}

function modelOf({ gpuModel }: NodeReading): string[] {
  return gpuModel === null ? [] : [gpuModel];
}

/** `null` as soon as one node's count is unknown: a sum of the others would be too small. */
function sumOfGpus(nodes: readonly NodeReading[]): number | null {
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
  if (status !== "provisioning") return null;
  return parseTimestamp(stateOf(cluster.status).status === "running" ? cluster.active_at : cluster.created_at);
}

/** Of a cluster whose own word alone decides: an active one is no better than its instances, which have no such time. */
function statusBeganBy({ updated_at }: WireCluster, status: ClusterStatus): Pick<ClusterReading, "statusBeganBy"> {
  const updatedAt = parseTimestamp(updated_at);
  return updatedAt === null || status === "running" ? {} : { statusBeganBy: updatedAt };
}
