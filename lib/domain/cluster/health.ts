import type { ClusterStatus, Health, NodeReading } from "./cluster";

const WORST_FIRST: readonly Health[] = ["unhealthy", "degraded", "unknown", "healthy"];

/** The worst of several; `unknown` for none, because silence does not mean healthy. */
export function worstHealth(healths: readonly Health[]): Health {
  return WORST_FIRST.find((health) => healths.includes(health)) ?? "unknown";
}

export interface NodeCounts {
  total: number;
  healthy: number;
  unhealthy: number;
  unknown: number;
}

/** A degraded node counts as unhealthy, so that the three counts add up to the total. One that is gone does not count. */
export function countNodes(allNodes: readonly NodeReading[]): NodeCounts {
  const nodes = allNodes.filter(({ status }) => status !== "terminated");
  const healthy = nodes.filter((node) => node.health === "healthy").length;
  const unknown = nodes.filter((node) => node.health === "unknown").length;
  return { total: nodes.length, healthy, unhealthy: nodes.length - healthy - unknown, unknown };
}

/** Statuses in which a cluster is idle on purpose, so that silent nodes are not a fault. */
export function isAtRest(status: ClusterStatus): boolean {
  return status === "stopped" || status === "terminated";
}

/** Transitional statuses, which are worth watching more closely. */
export function isChanging(status: ClusterStatus): boolean {
  return status === "provisioning" || status === "stopping" || status === "terminating";
}
