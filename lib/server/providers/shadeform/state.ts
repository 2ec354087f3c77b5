import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import type { Billing } from "@/lib/domain/money/rate";

export interface State {
  status: ClusterStatus;
  /** What the word alone says of its health. */
  health: Health;
  billing: Billing;
}

// Documented for instances; clusters document no set and use the same words. A Map, so that no word can reach a prototype.
const STATES: ReadonlyMap<string, State> = new Map<string, State>([
  ["creating", { status: "provisioning", health: "unknown", billing: "full" }],
  ["pending_provider", { status: "provisioning", health: "unknown", billing: "full" }],
  ["pending", { status: "provisioning", health: "unknown", billing: "full" }],
  ["active", { status: "running", health: "healthy", billing: "full" }],
  // Whether a machine in error is charged is not documented.
  ["error", { status: "error", health: "unhealthy", billing: "unknown" }],
  ["deleting", { status: "terminating", health: "unknown", billing: "none" }],
  ["deleted", { status: "terminated", health: "unknown", billing: "none" }],
]);

const UNKNOWN_STATE: State = { status: "unknown", health: "unknown", billing: "unknown" };

/** The set of words has grown over time: one that is not known is `unknown`, never healthy. */
export function stateOf(providerStatus: string | null | undefined): State {
  return STATES.get(providerStatus ?? "") ?? UNKNOWN_STATE;
}

/** Why a cluster or instance of this name is not healthy, as sentences; none where its status speaks for itself. */
export function stateReasons(name: string, providerStatus: string | null, detail: string | null): string[] {
  if (providerStatus === null) return [`${name} reports no status`];
  const { status } = stateOf(providerStatus);
  if (status === "error") return [detail === null ? `${name} is in error` : `${name} is in error: ${detail}`];
  return status === "unknown"
    ? [`${name} reports the status "${providerStatus}", which Clusterdeck does not know`]
    : [];
}
