import type { Reading } from "@/components/status/live-cluster";
import { isOld } from "@/lib/domain/cluster/freshness";
import { isAtRest } from "@/lib/domain/cluster/health";

/** The states that shapes on the map stand for, in the order in which they are drawn. */
export const NODE_STATES = ["unhealthy", "unknown", "healthy", "resting"] as const;
export type NodeState = (typeof NODE_STATES)[number];
export type NodeTally = Record<NodeState, number>;

/** A cluster's nodes by what is known about them now. In an old reading, all are unknown; in a stopped cluster, all rest. */
export function nodeTally({ cluster: { status, nodes }, freshness }: Reading): NodeTally {
  const { total, healthy, unhealthy, unknown } = nodes;
  const nothing = { unhealthy: 0, unknown: 0, healthy: 0, resting: 0 };
  if (isOld(freshness)) return { ...nothing, unknown: total };
  return isAtRest(status) ? { ...nothing, resting: total } : { ...nothing, unhealthy, unknown, healthy };
}

export function sumTallies(tallies: readonly NodeTally[]): NodeTally {
  const sum = { unhealthy: 0, unknown: 0, healthy: 0, resting: 0 };
  for (const tally of tallies) for (const state of NODE_STATES) sum[state] += tally[state];
  return sum;
}
