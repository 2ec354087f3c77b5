import "server-only";
import type { ClusterStatus, Health, NodeReading } from "@/lib/domain/cluster/cluster";
import type { Billing } from "@/lib/domain/money/rate";

export interface State {
  status: ClusterStatus;
  health: Health;
  billing: Billing;
}

const PROVISIONING: State = { status: "provisioning", health: "unknown", billing: "unknown" };
const TERMINATED: State = { status: "terminated", health: "unknown", billing: "none" };
const FAILED: State = { status: "error", health: "unhealthy", billing: "unknown" };
const UNKNOWN: State = { status: "unknown", health: "unknown", billing: "unknown" };

// A Map, so that no word can reach a prototype.
const STATES: ReadonlyMap<string, State> = new Map<string, State>([
  ["new", PROVISIONING],
  ["ordered", PROVISIONING],
  ["provisioning", PROVISIONING],
  ["validating", PROVISIONING],
  ["pending", PROVISIONING],
  ["running", { status: "running", health: "healthy", billing: "full" }],
  // What is shut down is charged until it is deleted or hibernated.
  ["offline", { status: "stopped", health: "unknown", billing: "full" }],
  ["deleting", { status: "terminating", health: "unknown", billing: "unknown" }],
  ["discontinued", TERMINATED],
  ["notfound", TERMINATED],
  ["error", FAILED],
  ["no_capacity", FAILED],
]);

/** A word that is not known is `unknown`, never on its way to being healthy. */
export function stateOf(word: string | null | undefined): State {
  return STATES.get(word?.trim().toLowerCase() ?? "") ?? UNKNOWN;
}

/** Why something of this name is not healthy, as sentences; none where its status speaks for itself. */
export function stateReasons(name: string, word: string | null | undefined): string[] {
  if (!word) return [`${name} reports no status`];
  switch (word.trim().toLowerCase()) {
    case "error":
      return [`${name} is in error`];
    case "no_capacity":
      return [`Verda had no capacity for ${name}`];
    case "unknown":
      return [`Verda does not know the status of ${name}`];
  }
  const isKnown = stateOf(word) !== UNKNOWN;
  return isKnown ? [] : [`${name} reports the status "${word}", which Clusterdeck does not know`];
}

/** A running cluster is no better than its workers. */
export function clusterStatus({ status }: State, nodes: readonly NodeReading[]): ClusterStatus {
  const idle = nodes.filter((node) => node.status !== "running");
  if (status !== "running" || idle.length === 0) return status;
  return idle.length === nodes.length && idle.every((node) => node.status === "provisioning")
    ? "provisioning"
    : "degraded";
}
