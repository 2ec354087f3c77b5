import "server-only";
import type { ClusterReading, ClusterStatus, NodeReading } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { withSharedFacts } from "@/lib/domain/cluster/shared-facts";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { formatCounted } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import type { UnreadableItem } from "@/lib/server/providers/items";
import { joinValues } from "@/lib/server/providers/join-values";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { toFacts } from "@/lib/server/providers/to-facts";
import { type NodeState, stateOfNode } from "./conditions";
import { gpusOf } from "./gpus";
import { isControlPlane, labelOf } from "./labels";
import { nodeFacts } from "./node-facts";
import { addressesOf, machineOf } from "./provider-machine";
import type { WireNode } from "./wire";

/** What is known of the cluster itself, which is no object of its API. */
export interface ClusterIdentity {
  id: string;
  name: string;
  createdAt: EpochMs | null;
  /** "v1.34.1"; `null` if the server does not say. */
  version: string | null;
  /** The address of its API. */
  server: string;
}

export interface ListedNodes {
  items: readonly WireNode[];
  unreadable: readonly UnreadableItem[];
  /** Whether there are more than are read. */
  isCut: boolean;
}

const NO_PRICE = "Kubernetes states no prices. Set one under rates in clusterdeck.yaml";

interface ReadNode {
  wire: WireNode;
  node: NodeReading;
  state: NodeState;
  takenOut: readonly string[];
}

/** The one cluster of an account. */
export function toClusterReading(identity: ClusterIdentity, listed: ListedNodes, now: EpochMs): ClusterReading {
  const read = listed.items.map((wire) => readNode(wire, now));
  const { nodes, facts } = withSharedFacts(read.map(({ node }) => node));
  const staying = read.filter(({ node }) => node.status !== "terminating");
  const ready = staying.filter(({ node }) => node.status === "running");
  const status = statusOf(staying);
  return {
    providerClusterId: identity.id,
    name: identity.name,
    status,
    providerStatus: null,
    statusDetail:
      ready.length < staying.length ? `${ready.length} of ${formatCounted(staying.length, "node")} ready` : null,
    health: worstHealth([
      worstHealth(staying.map(({ node }) => node.health)),
      ...(listed.unreadable.length > 0 || listed.isCut ? ["unknown" as const] : []),
    ]),
    healthReasons: reasonsOf(staying, listed),
    cloud: cloudOf(listed.items),
    region: regionOf(listed.items),
    gpuModel: joinedModels(staying),
    gpuCount: listed.unreadable.length > 0 || listed.isCut ? null : sumOfGpus(staying),
    nodes,
    rate: { ...UNKNOWN_RATE, note: NO_PRICE },
    createdAt: identity.createdAt,
    activeAt: null,
    terminatedAt: null,
    statusSince: statusSince(status, staying),
    facts: [...toFacts([["Kubernetes version", identity.version]]), ...facts],
    tags: [],
    deployments: [],
    limits: [],
    metrics: [],
    alerts: staying.flatMap(({ node: { name }, takenOut }) =>
      takenOut.map((words) => ({ severity: "critical" as const, title: `${name}: ${words}`, since: null })),
    ),
    connectionDetails: { ssh: [], ports: [], links: [], kubernetes: null, notes: [ownLogin(identity)] },
    onDemand: [],
    depth: "complete",
    seenAs: "orchestrator",
  };
}

function readNode(wire: WireNode, now: EpochMs): ReadNode {
  const { name, creationTimestamp } = wire.metadata;
  const gpus = gpusOf(wire);
  const state = stateOfNode(wire, gpus, now);
  const machine = machineOf(wire);
  const node: NodeReading = {
    id: name,
    name,
    role: isControlPlane(wire) ? "control" : "worker",
    status: state.status,
    providerStatus: state.word,
    health: state.health,
    healthReasons: state.reasons,
    gpuModel: gpus.model,
    gpuCount: gpus.count,
    rate: UNKNOWN_RATE,
    install: null,
    createdAt: parseTimestamp(creationTimestamp),
    readyAt: state.status === "running" ? state.since : null,
    ...machineIdsOf({ ids: machine ? [[machine.provider, machine.instanceId]] : [], addresses: addressesOf(wire) }),
    facts: nodeFacts(wire, gpus),
  };
  return { wire, node, state, takenOut: state.status === "provisioning" ? [] : gpus.takenOut };
}

/** A cluster is no better than its nodes. One that has none is up: its server answers. */
function statusOf(nodes: readonly ReadNode[]): ClusterStatus {
  const statuses = new Set(nodes.map(({ node }) => node.status));
  const [first = "running"] = statuses;
  if (statuses.size <= 1) return first;
  // Nodes that join make a cluster larger, not worse.
  statuses.delete("provisioning");
  const [only = "running"] = statuses;
  return statuses.size === 1 ? only : "degraded";
}

/** When the last node became ready, or when the first of those that are not ceased to be. */
function statusSince(status: ClusterStatus, nodes: readonly ReadNode[]): EpochMs | null {
  const decisive = nodes.filter(({ node }) => (status === "running") === (node.status === "running"));
  const times = decisive.flatMap(({ state }) => state.since ?? []);
  if (times.length === 0 || times.length < decisive.length) return null;
  return status === "degraded" ? Math.min(...times) : Math.max(...times);
}

function reasonsOf(nodes: readonly ReadNode[], { unreadable, isCut }: ListedNodes): string[] {
  return [
    ...nodes.flatMap(({ node }) => node.healthReasons),
    ...(nodes.length === 0 && unreadable.length === 0 ? ["It has no nodes"] : []),
    ...unreadable.map(({ id, problem }) => `${id ?? "A node without a readable name"} could not be read: ${problem}`),
    ...(isCut ? ["It has more nodes than are read"] : []),
  ];
}

function regionOf(nodes: readonly WireNode[]): ClusterReading["region"] {
  const regions = joinValues(nodes.map((node) => labelOf(node, "region")));
  return regions === null ? null : { id: regions, label: regions };
}

/** Whose machines they are, if all of them are somebody's. */
function cloudOf(nodes: readonly WireNode[]): string | null {
  const clouds = nodes.map((node) => machineOf(node)?.provider ?? null);
  return clouds.includes(null) ? null : joinValues(clouds);
}

function ownLogin({ server }: ClusterIdentity): string {
  return `Log in with kubectl and credentials of your own: the API server is ${server}, and Clusterdeck's token stays in Clusterdeck`;
}

function joinedModels(nodes: readonly ReadNode[]): string | null {
  return [...new Set(nodes.flatMap(({ node }) => node.gpuModel ?? []))].join(" + ") || null;
}

/** `null` as soon as one node's count is unknown: a sum of the others would be too small. */
function sumOfGpus(nodes: readonly ReadNode[]): number | null {
  return nodes.reduce<number | null>(
    (sum, { node }) => (sum === null || node.gpuCount === null ? null : sum + node.gpuCount),
    0,
  );
}
