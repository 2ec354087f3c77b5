import type { ClusterDetail, Node } from "@/lib/contract/cluster";
import type { Costs } from "@/lib/contract/costs";
import type { Cluster, Connection } from "@/lib/contract/fleet";
import type { SharedClusterDetail, SharedCosts, SharedFleet, SharedTimeline } from "@/lib/contract/shared";
import type { Timeline } from "@/lib/contract/timeline";

type SharedCluster = SharedFleet["clusters"][0];
type SharedRate = SharedCluster["rate"];

/*
 * A guest's answers in the shape that pages expect. What a guest may not see is filled in as if it did not exist.
 */

export function connectionFromShared(connection: SharedFleet["connections"][0]): Connection {
  return { ...connection, canCreate: false, problem: null, warnings: [], account: null };
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
    deployments: [],
    limits: [],
    capabilities: { connection: false, metrics: false, logs: false, offers: false },
    connection: connectionFromShared(cluster.connection),
  };
}

export function costsFromShared(costs: SharedCosts): Costs {
  const { since, problem } = costs.history;
  const detail = "The server cannot write it right now.";
  return { ...costs, budget: null, history: { since, problem: problem && { cause: "storage", ...problem, detail } } };
}

export function timelineFromShared(timeline: SharedTimeline, showsCosts: boolean): Timeline {
  const told = { ...timeline, eventsProblem: null };
  if (showsCosts) return told;
  return { ...told, intervals: timeline.intervals.map((interval) => ({ ...interval, ...UNTOLD_BILLING })) };
}

const UNTOLD_OF_CLUSTER = { providerClusterId: "", providerStatus: null, statusDetail: null, cloud: null, tags: [] };

/** Guests who see no costs must not learn that a stopped cluster may have some, either. */
const UNTOLD_BILLING = { billing: "none" } as const;

function rateFromShared(rate: SharedRate, showsCosts: boolean): Cluster["rate"] {
  return { ...rate, note: null, ...(!showsCosts && UNTOLD_BILLING) };
}
