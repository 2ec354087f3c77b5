import "server-only";
import type { ClusterReading, ClusterStatus, NodeReading } from "@/lib/domain/cluster/cluster";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { createPause, mapInTurns } from "../../pause";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import type { Family } from "../format/family";
import { createGauges } from "../format/gauges";

const HELP = {
  node_info: "The nodes that the clusters have now.",
  node_up: "Whether a node runs, as its provider says.",
  node_reachable: "Whether ssh on a node answers this server's own tries.",
};

/** Of a cluster's nodes, by their ids, whether they answer; a node of which that is not known is left out. */
export type ReachableNodes = (accountId: string, reading: ClusterReading) => ReadonlyMap<string, boolean>;

/** What is known of each node, which is many series, so that scrapers have to ask for them. */
export async function nodeFamilies(
  snapshots: readonly AccountSnapshot[],
  reachableNodes: ReachableNodes,
): Promise<Family[]> {
  const gauges = createGauges(HELP);
  const clusters = snapshots.flatMap(({ id, clusters: own }) =>
    [...own.values()].map(({ reading }) => ({ accountId: id, reading })),
  );
  const addNodes = ({ accountId, reading }: (typeof clusters)[number]) => {
    const cluster = clusterIdOf(accountId, reading.providerClusterId);
    const reachable = reachableNodes(accountId, reading);
    for (const { id, name, role, status, gpuModel } of nodesById(reading.nodes ?? [])) {
      const labels = { cluster, node: id };
      gauges.set("node_info", { ...labels, name, role, gpu_model: gpuModel }, 1);
      gauges.set("node_up", labels, upOf(status));
      gauges.set("node_reachable", labels, flag(reachable.get(id)));
    }
  };
  await mapInTurns(clusters, addNodes, createPause({ precedence: "answer" }));
  return gauges.families();
}

/** No series may stand in an answer twice. */
function nodesById(nodes: readonly NodeReading[]): Iterable<NodeReading> {
  return new Map(nodes.map((node) => [node.id, node])).values();
}

function upOf(status: ClusterStatus): number | null {
  return status === "unknown" ? null : flag(status === "running" || status === "degraded");
}

function flag(is: boolean | undefined): number | null {
  return is === undefined ? null : Number(is);
}
