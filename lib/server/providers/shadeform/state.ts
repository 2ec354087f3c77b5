import "server-only";
import type { ClusterStatus, Health, NodeReading } from "@/lib/domain/cluster/cluster";
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

/** Not documented as a set; "" is usual. */
const GOOD_DETAIL = /^(?:active|running|ready|ok|healthy|none|completed?|success(?:ful)?)?$/i;
const BUSY_DETAIL =
  /download|install|pull|extract|initiali[sz]|configur|setting up|setup|start|boot|provision|pending|wait/i;
const RECLAIMED_DETAIL = /\bpreempt/i;

/** The set of words has grown over time: one that is not known is `unknown`, never healthy. */
export function stateOf(providerStatus: string | null | undefined): State {
  return STATES.get(providerStatus?.trim().toLowerCase() ?? "") ?? UNKNOWN_STATE;
}

/** The same, where `status_details` says more: an active machine may still be loading what runs on it, or have been taken back. */
export function detailedStateOf(providerStatus: string | null | undefined, detail: string | null | undefined): State {
  const state = stateOf(providerStatus);
  if (isReclaimed(detail) && (state.status === "running" || state.status === "provisioning"))
    return { status: "error", health: "unhealthy", billing: "unknown" };
  if (state.status !== "running" || GOOD_DETAIL.test(detail ?? "")) return state;
  return BUSY_DETAIL.test(detail ?? "")
    ? { ...state, status: "provisioning", health: "unknown" }
    : { ...state, health: "unknown" };
}

/** Whether Shadeform took a machine back, as it may do with spot machines. */
export function isReclaimed(detail: string | null | undefined): boolean {
  return RECLAIMED_DETAIL.test(detail ?? "");
}

/** Whether a machine still loads what runs on it, though its own status is that of one that runs. */
export function isLoading({ status, providerStatus }: Pick<NodeReading, "status" | "providerStatus">): boolean {
  return status === "provisioning" && stateOf(providerStatus).status === "running";
}

/** `status_details` in words for a person. */
export function detailWords(detail: string | null | undefined): string | null {
  return isReclaimed(detail) ? "Reclaimed by Shadeform" : (detail ?? null);
}

/** Why a cluster or instance of this name is not healthy, as sentences; none where its status speaks for itself. */
export function stateReasons(name: string, providerStatus: string | null, detail: string | null): string[] {
  if (isReclaimed(detail)) return [`${name} was reclaimed by Shadeform`];
  if (providerStatus === null) return [`${name} reports no status`];
  const { status, health } = detailedStateOf(providerStatus, detail);
  if (status === "running" && health === "unknown") return [`${name} is active, but says: ${detail}`];
  if (status === "error") return [detail === null ? `${name} is in error` : `${name} is in error: ${detail}`];
  return status === "unknown"
    ? [`${name} reports the status "${providerStatus}", which Clusterdeck does not know`]
    : [];
}
