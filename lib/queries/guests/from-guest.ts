import type { ClusterDetail, Node } from "@/lib/contract/cluster";
import type { Costs } from "@/lib/contract/costs";
import type { Account, Cluster } from "@/lib/contract/fleet";
import type { GuestClusterDetail, GuestCosts, GuestFleet, GuestTimeline } from "@/lib/contract/guest";
import type { Timeline } from "@/lib/contract/timeline";

type GuestCluster = GuestFleet["clusters"][0];
type GuestRate = GuestCluster["rate"];

/*
 * A guest's answers in the shape that pages expect. What a guest may not see is filled in as if it did not exist.
 */

export function accountFromGuest(account: GuestFleet["accounts"][0]): Account {
  return { ...account, canCreate: false, problem: null, warnings: [], billing: null };
}

export function clusterFromGuest(cluster: GuestCluster, showsCosts: boolean): Cluster {
  return { ...cluster, ...UNTOLD_OF_CLUSTER, healthReasons: [], rate: rateFromGuest(cluster.rate, showsCosts) };
}

export function clusterDetailFromGuest(cluster: GuestClusterDetail, showsCosts: boolean): ClusterDetail {
  return {
    ...cluster,
    ...UNTOLD_OF_CLUSTER,
    healthReasons: [],
    rate: rateFromGuest(cluster.rate, showsCosts),
    nodes: cluster.nodes.map(
      (node): Node => ({
        ...node,
        providerStatus: null,
        healthReasons: [],
        install: null,
        facts: [],
        rate: rateFromGuest(node.rate, showsCosts),
      }),
    ),
    facts: [],
    deployments: [],
    limits: [],
    capabilities: { connection: false, metrics: false, logs: false, offers: false },
    account: accountFromGuest(cluster.account),
  };
}

export function costsFromGuest(costs: GuestCosts): Costs {
  const { since, problem } = costs.history;
  const detail = "The server cannot write it right now.";
  return { ...costs, budget: null, history: { since, problem: problem && { cause: "storage", ...problem, detail } } };
}

export function timelineFromGuest(timeline: GuestTimeline, showsCosts: boolean): Timeline {
  const told = { ...timeline, eventsProblem: null };
  if (showsCosts) return told;
  return { ...told, intervals: timeline.intervals.map((interval) => ({ ...interval, ...UNTOLD_BILLING })) };
}

const UNTOLD_OF_CLUSTER = { providerClusterId: "", providerStatus: null, statusDetail: null, cloud: null, tags: [] };

/** Guests who see no costs must not learn that a stopped cluster may have some, either. */
const UNTOLD_BILLING = { billing: "none" } as const;

function rateFromGuest(rate: GuestRate, showsCosts: boolean): Cluster["rate"] {
  return { ...rate, note: null, ...(!showsCosts && UNTOLD_BILLING) };
}
