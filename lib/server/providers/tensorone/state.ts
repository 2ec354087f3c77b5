import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { clip } from "@/lib/domain/text/scrub";

// A Map, so that no word can reach a prototype.
const STATUSES: ReadonlyMap<string, ClusterStatus> = new Map<string, ClusterStatus>([
  ["pending", "provisioning"],
  ["starting", "provisioning"],
  ["running", "running"],
  ["stopping", "stopping"],
  ["stopped", "stopped"],
  ["error", "error"],
  // Not documented, but there is only one thing that they can mean.
  ["terminating", "terminating"],
  ["deleting", "terminating"],
  ["terminated", "terminated"],
  ["deleted", "terminated"],
]);

/** Documented is only "healthy"; these words can mean nothing less than a failure, any other counts as a warning. */
const FAILED = new Set(["unhealthy", "failed", "critical", "error"]);

const CHECK_LABELS: ReadonlyMap<string, string> = new Map([
  ["gpu_health", "GPU health"],
  ["storage_health", "Storage health"],
  ["network_health", "Network health"],
  ["docker_health", "Docker health"],
]);

export type HealthChecks = Readonly<Record<string, string | null | undefined>>;

export interface HealthFinding {
  health: Health;
  healthReasons: string[];
}

export function statusOf(providerStatus: string | null | undefined): ClusterStatus {
  return STATUSES.get(providerStatus?.toLowerCase() ?? "") ?? "unknown";
}

/** Only a running cluster's checks count: at rest they are left over from before. No check at all is not healthy. */
export function healthOf(providerStatus: string | null, detail: string | null, checks: HealthChecks): HealthFinding {
  const status = statusOf(providerStatus);
  if (status === "error") return { health: "unhealthy", healthReasons: [detail ?? "TensorOne reports an error"] };
  if (status === "unknown") return { health: "unknown", healthReasons: [unknownStatusReason(providerStatus)] };
  if (status !== "running") return { health: "unknown", healthReasons: [] };
  const results = Object.entries(checks).map(([name, result]) => ({ name, result, health: checkHealth(result) }));
  return {
    health: worstHealth(results.map(({ health }) => health)),
    healthReasons: results
      .filter(({ health }) => health !== "healthy")
      .map(
        ({ name, result }) =>
          `${CHECK_LABELS.get(name) ?? clip(name.replaceAll("_", " "))}: ${result ?? "not reported"}`,
      ),
  };
}

function checkHealth(result: string | null | undefined): Health {
  if (result === null || result === undefined) return "unknown";
  const word = result.toLowerCase();
  if (word === "healthy") return "healthy";
  return FAILED.has(word) ? "unhealthy" : "degraded";
}

function unknownStatusReason(providerStatus: string | null): string {
  if (providerStatus === null) return "TensorOne reports no status";
  return `TensorOne reports the status "${providerStatus}", which Clusterdeck does not know`;
}
