import "server-only";
import type { ClusterReading, ClusterStatus, NodeReading } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { worstHealth } from "@/lib/domain/cluster/health";
import { withSharedFacts } from "@/lib/domain/cluster/shared-facts";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { formatCounted } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { clusterFacts } from "./facts";
import { metricsOf } from "./metrics";
import { nameOf, toPodReading } from "./normalise-pod";
import { joinConnections } from "./pod-connection";
import { clusterRate, podRate } from "./rate";
import { clusterStatusOf, type PodState, stateOf } from "./state";
import type { WireCluster, WirePod } from "./wire";

/** As many as a cluster may have. */
const MAX_PODS = 250;

/** A cluster with its pods. None are known of one whose pods could not be read: only how many there are of each status. */
export function toClusterReading(cluster: WireCluster, pods: readonly WirePod[]): ClusterReading {
  const podCount = cluster.compute?.podCount ?? null;
  const counted = pods.length === 0 ? countedStates(cluster) : [];
  const isCounted = counted.length > 0;
  const states = isCounted ? counted : pods.map((pod) => stateOf(pod.status));
  const living = states.filter((state) => state.status !== "terminated").map((state) => state.status);
  const status = clusterStatusOf(
    states.map((state) => state.status),
    podCount,
  );
  const name = nameOf(cluster);
  const reading = toReading(pods, {
    ...{ id: cluster.id, name, status, providerStatus: null },
    statusDetail: status === "running" ? null : detailOf(living, podCount),
    reasons: [...(isCounted ? [`${name} does not say which pods it has`] : []), ...shortfall(living, podCount, name)],
  });
  return {
    ...reading,
    health: worstHealth([
      ...states.flatMap((state) => (state.status === "terminated" ? [] : state.health)),
      ...(podCount === null ? ["unknown" as const] : []),
      ...(status === "degraded" ? ["degraded" as const] : []),
    ]),
    region: regionOf(cluster.dataCenterId) ?? reading.region,
    gpuModel: reading.gpuModel ?? gpuModelOf(cluster.compute?.gpuTypeId),
    gpuCount: pods.length > 0 ? reading.gpuCount : gpusOrdered(cluster),
    nodes: isCounted ? null : reading.nodes,
    rate: pods.length === 0 ? UNKNOWN_RATE : reading.rate,
    createdAt: parseTimestamp(cluster.createdAt),
    facts: [...clusterFacts(cluster, pods), ...reading.facts],
  };
}

/** What its pods are, by their number of each status. */
function countedStates({ pods, compute }: WireCluster): PodState[] {
  return Object.entries(pods?.byStatus ?? {}).flatMap(([word, count]) =>
    Array.from({ length: Math.min(count ?? 0, compute?.podCount ?? MAX_PODS) }, () => stateOf(word)),
  );
}

/** A pod that belongs to no cluster is shown as a cluster of one node, under its own id. */
export function toStandaloneReading(pod: WirePod): ClusterReading {
  const { status, health } = stateOf(pod.status);
  const about = { id: pod.id, name: nameOf(pod), status, providerStatus: pod.status ?? null };
  return {
    ...toReading([pod], { ...about, statusDetail: null, reasons: [] }),
    ...{ health, rate: podRate(pod), createdAt: parseTimestamp(pod.createdAt) },
  };
}

interface Head {
  id: string;
  name: string;
  status: ClusterStatus;
  providerStatus: string | null;
  statusDetail: string | null;
  reasons: string[];
}

/** What pods say together. */
function toReading(pods: readonly WirePod[], head: Head): ClusterReading {
  const { id: providerClusterId, reasons, ...named } = head;
  const readings = pods.map(toPodReading);
  const { nodes, facts } = withSharedFacts(readings.map(({ node }) => node));
  const members = nodes.filter((node) => node.status !== "terminated");
  const startedAt = latest(pods.map((pod) => parseTimestamp(pod.startedAt)));
  return {
    ...{ providerClusterId, ...named, health: "unknown", cloud: null },
    healthReasons: [...new Set([...reasons, ...nodes.flatMap((node) => node.healthReasons)])],
    region: regionOf(pods.find(({ dataCenterId }) => dataCenterId)?.dataCenterId),
    gpuModel: [...new Set(members.flatMap(({ gpuModel }) => gpuModel ?? []))].join(" + ") || null,
    gpuCount: sumOfGpus(members),
    nodes,
    rate: clusterRate(nodes.map(({ rate }) => rate)),
    createdAt: null,
    activeAt: startedAt,
    terminatedAt: null,
    statusSince: head.status === "running" ? startedAt : null,
    facts,
    tags: [],
    deployments: [],
    limits: [],
    metrics: metricsOf(pods),
    alerts: [],
    connectionDetails: joinConnections(readings.map(({ connection }) => connection)),
    onDemand: members.length > 0 ? ["logs"] : [],
    depth: "complete",
  };
}

/** "3 of 4 pods running" */
function detailOf(living: readonly ClusterStatus[], podCount: number | null): string {
  const running = living.filter((status) => status === "running").length;
  return `${running} of ${formatCounted(podCount ?? living.length, "pod")} running`;
}

function shortfall(living: readonly ClusterStatus[], podCount: number | null, name: string): string[] {
  if (podCount === null) return [`${name} does not say how many pods it should have`];
  const stopped = living.filter((status) => status === "stopped").length;
  return [
    ...(living.length < podCount ? [`${living.length} of ${formatCounted(podCount, "pod")}`] : []),
    ...(stopped > 0 && stopped < living.length ? [`${stopped} of ${formatCounted(living.length, "pod")} stopped`] : []),
  ];
}

function regionOf(dataCenterId: string | null | undefined): ClusterReading["region"] {
  return dataCenterId ? { id: dataCenterId, label: dataCenterId } : null;
}

function gpusOrdered({ compute }: WireCluster): number | null {
  const perPod = gpuCountOf(compute?.gpuTypeId, compute?.gpuCountPerPod);
  return perPod === null || !compute?.podCount ? null : perPod * compute.podCount;
}

/** `null` as soon as one node's count is unknown: a sum of the others would be too small. */
function sumOfGpus(nodes: readonly NodeReading[]): number | null {
  const counts = nodes.flatMap(({ gpuCount }) => gpuCount ?? []);
  return counts.length > 0 && counts.length === nodes.length ? counts.reduce((sum, count) => sum + count, 0) : null;
}

function latest(times: readonly (EpochMs | null)[]): EpochMs | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.max(...known) : null;
}
