import type { ClusterDetail, Node } from "@/lib/contract/cluster";
import type { Cluster, Connection } from "@/lib/contract/fleet";
import type { SharedClusterDetail, SharedFleet } from "@/lib/contract/shared";

type SharedCluster = SharedFleet["clusters"][0];
type SharedRate = SharedCluster["rate"];

/*
 * A guest's answers in the shape that pages draw: what a guest is not told, as if there were nothing to tell.
 */

export function connectionFromShared(connection: SharedFleet["connections"][0]): Connection {
  return { ...connection, problem: null, warnings: [] };
}

export function clusterFromShared(cluster: SharedCluster, showsCosts: boolean): Cluster {
  return { ...cluster, ...UNTOLD_OF_CLUSTER, healthReasons: [], rate: rateFromShared(cluster.rate, showsCosts) };
}

export function clusterDetailFromShared(cluster: SharedClusterDetail, showsCosts: boolean): ClusterDetail {
  return {
    ...cluster,
    ...UNTOLD_OF_CLUSTER,
    healthReasons: [],
    rate: rateFromShared(cluster.rate, showsCosts),
    nodes: cluster.nodes.map(
      (node): Node => ({
        ...node,
        providerStatus: null,
        healthReasons: [],
        install: null,
        rate: rateFromShared(node.rate, showsCosts),
      }),
    ),
    facts: [],
    capabilities: { connection: false, metrics: false, logs: false },
    connection: connectionFromShared(cluster.connection),
  };
}

const UNTOLD_OF_CLUSTER = { providerClusterId: "", providerStatus: null, statusDetail: null, cloud: null };

/** Whoever is not told of costs is not told either that a stopped cluster may have some. */
function rateFromShared(rate: SharedRate, showsCosts: boolean): Cluster["rate"] {
  return { ...rate, note: null, ...(!showsCosts && { billing: "none" as const }) };
}
