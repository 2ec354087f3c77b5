import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { formatCounted } from "@/lib/domain/text/format";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import type { ParsedItems } from "@/lib/server/providers/items";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { operatorFacts } from "@/lib/server/providers/to-facts";
import { BROKERS_NAMES } from "./brokers-names";
import { clusterConnection } from "./connection";
import { clusterFacts, tagsOf } from "./facts";
import { type Gpus, gpusOf } from "./gpus";
import { rateOf } from "./rate";
import { clusterStatus, stateOf, stateReasons } from "./state";
import type { WireCluster, WireWorker } from "./wire";

/** A cluster with its workers, of which some may have been unreadable: they cost it its good health. */
export function toClusterReading(
  cluster: WireCluster,
  { items: workers, unreadable }: ParsedItems<WireWorker>,
  accountCurrency: string | null,
): ClusterReading {
  const name = cluster.hostname ?? cluster.id;
  const state = stateOf(cluster.status);
  const gpus = gpusOf(cluster);
  const nodes = workers.map((worker) => toNode(worker, shareOf(gpus, workers.length + unreadable.length)));
  const status = clusterStatus(state, nodes);
  const { connectionDetails, reasons } = clusterConnection(cluster, workers, name);
  const isListed = Array.isArray(cluster.worker_nodes);
  const idle = nodes.filter((node) => node.status !== "running");
  return {
    providerClusterId: cluster.id,
    name,
    status,
    providerStatus: cluster.status ?? null,
    statusDetail: null,
    health: worstHealth([
      state.health,
      ...nodes.map(({ health }) => health),
      ...unreadable.map(() => "unknown" as const),
    ]),
    healthReasons: [
      ...stateReasons(name, cluster.status),
      ...(status === "degraded" ? [`${idle.length} of ${formatCounted(nodes.length, "worker")} not running`] : []),
      ...nodes.flatMap(({ healthReasons }) => healthReasons),
      ...unreadable.map(({ problem }) => `A worker could not be read: ${problem}`),
      ...reasons,
    ],
    cloud: null,
    region: cluster.location ? { id: cluster.location, label: cluster.location } : null,
    gpuModel: gpus.model,
    gpuCount: gpus.count,
    nodes: isListed ? nodes : null,
    rate: rateOf(cluster, state, accountCurrency),
    createdAt: parseTimestamp(cluster.created_at),
    activeAt: null,
    terminatedAt: null,
    statusSince: null,
    facts: clusterFacts(cluster),
    tags: tagsOf(cluster),
    deployments: [],
    limits: [],
    metrics: [],
    alerts: [],
    connectionDetails,
    onDemand: [],
    depth: "complete",
  };
}

function toNode(worker: WireWorker, gpus: Gpus): NodeReading {
  const name = worker.hostname ?? worker.id;
  const { status, health } = stateOf(worker.status);
  return {
    id: worker.id,
    name,
    role: "worker",
    status,
    providerStatus: worker.status ?? null,
    health,
    healthReasons: stateReasons(name, worker.status),
    gpuModel: gpus.model,
    gpuCount: gpus.count,
    // A worker has no price of its own: the cluster's is for all of it.
    rate: UNKNOWN_RATE,
    install: null,
    createdAt: null,
    readyAt: null,
    facts: operatorFacts([["Private address", worker.private_ip]]),
    ...machineIdsOf({ ids: BROKERS_NAMES.map((provider) => [provider, worker.id]), addresses: [worker.public_ip] }),
  };
}

/** The GPUs of one worker: the cluster's count is for all of them, and they are alike. */
function shareOf({ model, count }: Gpus, workers: number): Gpus {
  const isEven = count !== null && workers > 0 && count % workers === 0;
  return { model, count: isEven ? count / workers : null };
}
