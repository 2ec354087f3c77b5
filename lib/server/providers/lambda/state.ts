import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import type { Billing } from "@/lib/domain/money/rate";

export interface InstanceState {
  status: ClusterStatus;
  health: Health;
  billing: Billing;
}

// A Map, so that no word can reach a prototype. When charges begin is not in Lambda's specification.
const STATES: ReadonlyMap<string, InstanceState> = new Map<string, InstanceState>([
  ["booting", { status: "provisioning", health: "unknown", billing: "unknown" }],
  ["active", { status: "running", health: "healthy", billing: "full" }],
  ["unhealthy", { status: "degraded", health: "unhealthy", billing: "full" }],
  ["preempted", { status: "stopped", health: "unknown", billing: "none" }],
  ["terminating", { status: "terminating", health: "unknown", billing: "none" }],
  ["terminated", { status: "terminated", health: "unknown", billing: "none" }],
]);

const UNKNOWN_STATE: InstanceState = { status: "unknown", health: "unknown", billing: "unknown" };

/** The set of words has grown over time: one that is not known is `unknown`, never healthy. */
export function stateOf(providerStatus: string | null | undefined): InstanceState {
  return STATES.get(providerStatus?.trim().toLowerCase() ?? "") ?? UNKNOWN_STATE;
}

/** Why an instance of this name is not healthy; none where its status speaks for itself. */
export function stateReasons(name: string, providerStatus: string | null | undefined): string[] {
  if (!providerStatus) return [`${name} reports no status`];
  const { status } = stateOf(providerStatus);
  if (status === "degraded") return [`Lambda says that ${name} is unhealthy`];
  if (status === "stopped") return [`${name} was preempted by Lambda`];
  return status === "unknown"
    ? [`${name} reports the status "${providerStatus}", which Clusterdeck does not know`]
    : [];
}

/** The status of instances that a tag makes a cluster. How many there should be is not told, so none is missed. */
export function clusterStatusOf(instances: readonly ClusterStatus[]): ClusterStatus {
  const living = instances.filter((status) => status !== "terminated");
  const [first] = living;
  if (first === undefined) return "terminated";
  if (living.every((status) => status === first)) return first;
  if (living.includes("degraded")) return "degraded";
  if (living.includes("unknown")) return "unknown";
  return living.includes("provisioning") ? "provisioning" : "degraded";
}
