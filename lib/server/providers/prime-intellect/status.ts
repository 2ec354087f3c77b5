import "server-only";
import type { ClusterStatus } from "@/lib/domain/cluster/cluster";
import type { WireMachine } from "./wire";

/** The words of pods; those of clusters and nodes are not published and taken to be the same. */
const STATUSES: ReadonlyMap<string, ClusterStatus> = new Map([
  ["PROVISIONING", "provisioning"],
  ["PENDING", "provisioning"],
  ["ACTIVE", "running"],
  ["STOPPED", "stopped"],
  ["ERROR", "error"],
  ["DELETING", "terminating"],
  ["TERMINATED", "terminated"],
]);

/** Of several statuses that are not all alike, the one that a person must see first. */
const GRAVEST_FIRST: readonly ClusterStatus[] = ["error", "terminating", "unknown", "stopped"];

export function statusOf(word: string | null | undefined): ClusterStatus {
  return STATUSES.get(word?.trim().toUpperCase() ?? "") ?? "unknown";
}

/**
 * A machine can be used only once its installation is `FINISHED` too: before that, and while nothing is said of it, it is still being
 * provisioned, as in Prime Intellect's own client.
 */
export function machineStatus({ status: word, installationStatus }: WireMachine): ClusterStatus {
  const status = statusOf(word);
  if (status !== "running" && status !== "provisioning") return status;
  const installation = installationStatus?.trim().toUpperCase();
  if (installation === "ERROR") return "error";
  return status === "running" && installation !== "FINISHED" ? "provisioning" : status;
}

/**
 * A cluster's status from its own word (`null` where it has none: a group of pods) and its nodes. Its own word wins, except that an
 * `ACTIVE` cluster is no better than its nodes: not yet running while one is being provisioned, degraded once one is anything worse.
 * Nodes that are terminated or detached are none of its nodes any more: the caller leaves them out.
 */
export function clusterStatus(own: ClusterStatus | null, nodes: readonly ClusterStatus[]): ClusterStatus {
  if (own !== null && own !== "running") return own;
  const [first, ...others] = nodes;
  if (first === undefined) return own ?? "terminated";
  const gravest = GRAVEST_FIRST.find((status) => nodes.includes(status));
  if (gravest === undefined) return others.every((status) => status === first) ? first : "provisioning";
  if (own === "running" || nodes.includes("running")) return "degraded";
  return gravest;
}

/** Whether a machine goes or is gone, so that its address may be another's. */
export function isGoing(word: string | null | undefined): boolean {
  const status = statusOf(word);
  return status === "terminating" || status === "terminated";
}
