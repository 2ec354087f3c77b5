import "server-only";
import type { ClusterReading, ClusterStatus, Limit, NodeReading } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { worstHealth } from "@/lib/domain/cluster/health";
import { withSharedFacts } from "@/lib/domain/cluster/shared-facts";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { parseItems, readStringProperty, type UnreadableItem } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import { clusterFacts, reservationEnd } from "./facts";
import { toNodeReading } from "./normalise-node";
import { type State, stateOf } from "./state";
import { controlNodeSchema, type WireCluster, workerNodeSchema } from "./wire";

const NO_PRICE = "Together AI's API states no price. Set one by GPU under rates in clusterdeck.yaml";
/** What leads into its Kubernetes is dropped before anything else, so nobody gets it here. */
const NO_CREDENTIALS =
  "Clusterdeck keeps no credentials of this cluster: get its kubeconfig, or its ssh, from Together AI";

export function toClusterReading(cluster: WireCluster, noteOdd: NoteOdd): ClusterReading {
  const name = cluster.cluster_name ?? cluster.cluster_id;
  const state = stateOf(cluster.status);
  const { nodes: all, unreadable } = nodesOf(cluster, noteOdd);
  const { nodes, facts } = withSharedFacts(all);
  const members = nodes.filter(({ status }) => status !== "terminated");
  return {
    providerClusterId: cluster.cluster_id,
    name,
    status: statusOf(state, members),
    providerStatus: cluster.status ?? null,
    statusDetail: state.detail,
    health: worstHealth([
      state.health,
      ...(state.status === "running" || state.status === "degraded" ? members.map(({ health }) => health) : []),
      ...unreadable.map(() => "unknown" as const),
    ]),
    healthReasons: [
      ...stateReasons(name, cluster.status, state),
      ...members.flatMap(({ healthReasons }) => healthReasons),
      ...unreadable.map(({ id, problem }) => `${id ?? "A node without a readable id"} could not be read: ${problem}`),
    ],
    cloud: null,
    region: cluster.region ? { id: cluster.region, label: cluster.region } : null,
    gpuModel: gpuModelOf(cluster.gpu_type),
    gpuCount: gpuCountOf(cluster.gpu_type, cluster.num_gpus) ?? sumOfGpus(members, unreadable),
    nodes: cluster.control_plane_nodes || cluster.gpu_worker_nodes ? nodes : null,
    rate: { usdMicrosPerHour: null, source: "none", billing: state.billing, note: NO_PRICE },
    createdAt: parseTimestamp(cluster.created_at),
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    facts: [...clusterFacts(cluster), ...facts],
    tags: [],
    deployments: [],
    limits: limitsOf(cluster, state),
    metrics: [],
    alerts: [],
    connectionDetails: { ssh: [], ports: [], links: [], kubernetes: null, notes: [NO_CREDENTIALS] },
    onDemand: [],
    depth: "complete",
  };
}

function nodesOf(cluster: WireCluster, noteOdd: NoteOdd): { nodes: NodeReading[]; unreadable: UnreadableItem[] } {
  const readId = (item: unknown) => readStringProperty(item, "node_id");
  const control = parseItems(cluster.control_plane_nodes ?? [], controlNodeSchema, readId, noteOdd);
  const workers = parseItems(cluster.gpu_worker_nodes ?? [], workerNodeSchema, readId, noteOdd);
  const { gpu_type: gpuType } = cluster;
  return {
    nodes: [
      ...control.items.map(({ network, ...node }) =>
        toNodeReading({ ...node, networks: [network] }, { role: "control", gpuType }),
      ),
      ...workers.items.map((node) => toNodeReading(node, { role: "worker", gpuType })),
    ],
    unreadable: [...control.unreadable, ...workers.unreadable],
  };
}

/** A cluster that is ready is no better than its nodes. */
function statusOf({ status }: State, members: readonly NodeReading[]): ClusterStatus {
  const isWhole = members.every((node) => node.status === "running" || node.status === "unknown");
  return status === "running" && !isWhole ? "degraded" : status;
}

function stateReasons(name: string, word: string | null | undefined, { status, health }: State): string[] {
  if (!word) return [`${name} reports no status`];
  if (status === "unknown") return [`${name} reports the status "${word}", which Clusterdeck does not know`];
  return health === "degraded" ? [`${name} is degraded`] : [];
}

/** Together takes a reserved cluster away when its time is over. One that is already going has no end to come. */
function limitsOf(cluster: WireCluster, { status }: State): Limit[] {
  const at = reservationEnd(cluster);
  if (at === null || status === "terminating") return [];
  return [{ action: "delete", at, spendUsdMicros: null, spentUsdMicros: null, node: null }];
}

function sumOfGpus(nodes: readonly NodeReading[], unreadable: readonly UnreadableItem[]): number | null {
  if (unreadable.length > 0 || nodes.length === 0) return null;
  return nodes.reduce<number | null>(
    (sum, { gpuCount }) => (sum === null || gpuCount === null ? null : sum + gpuCount),
    0,
  );
}
