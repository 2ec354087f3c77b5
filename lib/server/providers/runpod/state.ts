import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import type { Billing } from "@/lib/domain/money/rate";

export interface PodState {
  status: ClusterStatus;
  health: Health;
  billing: Billing;
}

// A Map, so that no word can reach a prototype. What is charged while a pod is prepared, or in error, is not documented.
const STATES: ReadonlyMap<string, PodState> = new Map<string, PodState>([
  ["PROVISIONING", { status: "provisioning", health: "unknown", billing: "unknown" }],
  ["STARTING", { status: "provisioning", health: "unknown", billing: "unknown" }],
  ["RUNNING", { status: "running", health: "healthy", billing: "full" }],
  ["EXITED", { status: "stopped", health: "unknown", billing: "reduced" }],
  ["ERROR", { status: "error", health: "unhealthy", billing: "unknown" }],
  ["TERMINATED", { status: "terminated", health: "unknown", billing: "none" }],
]);

const UNKNOWN_STATE: PodState = { status: "unknown", health: "unknown", billing: "unknown" };

export function stateOf(providerStatus: string | null | undefined): PodState {
  return STATES.get(providerStatus?.trim().toUpperCase() ?? "") ?? UNKNOWN_STATE;
}

/** Why a pod of this name is not healthy; none where its status speaks for itself. */
export function stateReasons(name: string, providerStatus: string | null | undefined): string[] {
  if (!providerStatus) return [`${name} reports no status`];
  const { status } = stateOf(providerStatus);
  if (status === "error") return [`${name} is in error`];
  return status === "unknown"
    ? [`${name} reports the status "${providerStatus}", which Clusterdeck does not know`]
    : [];
}

/**
 * The status of a cluster, which has none of its own: that of its pods. `podCount` is how many there should be; without it, one whose
 * pods all run may still lack some.
 */
export function clusterStatusOf(pods: readonly ClusterStatus[], podCount: number | null): ClusterStatus {
  const living = pods.filter((status) => status !== "terminated");
  const all = (wanted: ClusterStatus) => living.every((status) => status === wanted);
  // A cluster is placed pod by pod, so one without any has just been ordered.
  if (living.length === 0) return pods.length > 0 ? "terminated" : "provisioning";
  if (living.includes("error")) return all("error") ? "error" : "degraded";
  if (living.includes("unknown")) return "unknown";
  if (living.includes("provisioning")) return "provisioning";
  if (all("stopped")) return "stopped";
  if (all("running") && podCount === null) return "unknown";
  return all("running") && living.length >= (podCount ?? 0) ? "running" : "degraded";
}
