import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";

const STATUS_PHRASES: Record<Exclude<ClusterStatus, "running">, string> = {
  provisioning: "is being provisioned",
  degraded: "is degraded",
  stopping: "is being stopped",
  stopped: "is stopped",
  terminating: "is being terminated",
  terminated: "has ended",
  error: "has failed",
  unknown: "is in an unknown state",
};

const RUNNING_PHRASES: Record<Health, string> = {
  healthy: "is running and healthy",
  degraded: "is degraded",
  unhealthy: "is unhealthy",
  unknown: "is running, its health is unknown",
};

/** What a cluster is, after its name: "is degraded", "is running and healthy". */
export function stateWords({ status, health }: { status: ClusterStatus; health: Health }): string {
  return status === "running" ? RUNNING_PHRASES[health] : STATUS_PHRASES[status];
}
