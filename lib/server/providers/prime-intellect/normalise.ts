import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { withSharedFacts } from "@/lib/domain/cluster/shared-facts";
import { type Rate, UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { parseItems, readStringProperty } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import { clusterHealth, provisioningInWords } from "./cluster-health";
import { detailsOfNodes } from "./connection-details";
import { factsOf } from "./facts";
import { lastChange } from "./last-change";
import type { HealthWithReasons } from "./node-health";
import { toNode, unreadableNode } from "./normalise-node";
import { reportedRate, summedRate } from "./rate";
import { clusterStatus, statusOf } from "./status";
import { type WireCluster, type WireClusterSummary, type WireNode, wireNodeSchema } from "./wire";

/** What the list says: neither price nor GPUs nor nodes. */
export function toSummaryReading(summary: WireClusterSummary): ClusterReading {
  const status = statusOf(summary.status);
  return {
    providerClusterId: summary.id,
    name: summary.name ?? summary.id,
    status,
    providerStatus: summary.status ?? null,
    statusDetail: null,
    ...summaryHealth(status),
    cloud: summary.providerType ?? null,
    region: null,
    gpuModel: null,
    gpuCount: null,
    nodes: null,
    rate: UNKNOWN_RATE,
    createdAt: parseTimestamp(summary.createdAt),
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    facts: [],
    tags: [],
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails: null,
    onDemand: ["events"],
    depth: "summary",
    seenAs: "reseller",
  };
}

/** A list says nothing of the nodes, which is no reason that should outlast the details. */
function summaryHealth(status: ClusterReading["status"]): HealthWithReasons {
  const { health, healthReasons } = clusterHealth(status, null);
  return { health, healthReasons: status === "running" ? [] : healthReasons };
}

export function toReading(cluster: WireCluster, noteOdd: NoteOdd): ClusterReading {
  if (!cluster.nodes) {
    return {
      ...toSummaryReading(cluster),
      ...clusterHealth(statusOf(cluster.status), null),
      ...hardwareOf(cluster, []),
      rate: reportedRate(cluster),
      ...lastChange([cluster.updatedAt]),
      facts: factsOf(cluster, [], noteOdd),
      depth: "complete",
    };
  }
  const wireNodes = parseItems(cluster.nodes, wireNodeSchema, (node) => readStringProperty(node, "id"), noteOdd);
  const toNodeOf = (node: WireNode) => toNode(node, cluster.providerType ?? null);
  const { nodes, facts } = withSharedFacts([
    ...wireNodes.items.map(toNodeOf),
    ...wireNodes.unreadable.map(unreadableNode),
  ]);
  const detached = new Set(wireNodes.items.filter((node) => node.isDetached).map(({ id }) => id));
  const attached = nodes.filter(({ id, status }) => !detached.has(id) && status !== "terminated");
  const status = clusterStatus(
    statusOf(cluster.status),
    attached.map((node) => node.status),
  );
  const { health, healthReasons } = clusterHealth(status, nodes);
  const { connectionDetails, reasons } = detailsOfNodes(wireNodes.items);
  return {
    ...toSummaryReading(cluster),
    status,
    statusDetail: detailOf(status, nodes),
    health,
    healthReasons: [...healthReasons, ...reasons],
    ...hardwareOf(cluster, attached),
    nodes,
    rate: rateOf(cluster, attached),
    activeAt: activeAtOf(attached),
    terminatedAt: status === "terminated" ? parseTimestamp(cluster.terminatedAt) : null,
    ...lastChange(updatesOf(cluster, wireNodes.items)),
    facts: [...factsOf(cluster, wireNodes.items, noteOdd), ...facts],
    connectionDetails,
    depth: "complete",
  };
}

/** Never both: a cluster's own price is for all of it. */
function rateOf(cluster: WireCluster, attached: readonly NodeReading[]): Rate {
  const own = reportedRate(cluster);
  return own.usdMicrosPerHour === null ? summedRate(attached.map(({ rate }) => rate)) : own;
}

/** The nodes count for themselves; the cluster's own figure stands in where one of them gives none. */
export function hardwareOf(
  { gpuName, gpuCount }: Pick<WireCluster, "gpuName" | "gpuCount">,
  attached: readonly NodeReading[],
): Pick<ClusterReading, "gpuModel" | "gpuCount"> {
  const counts = attached.map((node) => node.gpuCount).filter((count) => count !== null);
  const isKnown = counts.length > 0 && counts.length === attached.length;
  const models = new Set(attached.map((node) => node.gpuModel).filter((model) => model !== null));
  return {
    gpuModel: gpuModelOf(gpuName) ?? ([...models].sort().join(" + ") || null),
    gpuCount: isKnown ? counts.reduce((sum, count) => sum + count, 0) : gpuCountOf(gpuName, gpuCount),
  };
}

export function detailOf(status: ClusterReading["status"], nodes: readonly NodeReading[]): string | null {
  if (status === "provisioning") return provisioningInWords(nodes);
  return nodes.find(({ health, install }) => health !== "healthy" && install?.failure)?.install?.failure ?? null;
}

/** When the last of its nodes became usable; `null` while one is not. */
function activeAtOf(attached: readonly NodeReading[]): ClusterReading["activeAt"] {
  const times = attached.map(({ readyAt }) => readyAt).filter((time) => time !== null);
  return times.length > 0 && times.length === attached.length ? Math.max(...times) : null;
}

/** The nodes decide an active cluster's status together with its own word. */
function updatesOf(cluster: WireCluster, nodes: readonly WireNode[]): WireNode["updatedAt"][] {
  const own = [cluster.updatedAt];
  return statusOf(cluster.status) === "running" ? [...own, ...nodes.map(({ updatedAt }) => updatedAt)] : own;
}
