import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import type { WireMachine, WireNode } from "./wire";

export interface HealthWithReasons {
  health: Health;
  healthReasons: string[];
}

/** A pod has neither: only the nodes of an admin's clusters are tested and can be detached. */
type Machine = WireMachine & Partial<Pick<WireNode, "testStatus" | "isDetached">>;

/** The words of a test are not published: these pass or fail, and any other leaves the health open. */
const PASSED: ReadonlySet<string> = new Set(["FINISHED", "PASSED", "SUCCESS", "SUCCEEDED", "COMPLETED"]);
const FAILED: ReadonlySet<string> = new Set(["ERROR", "FAILED", "FAILURE"]);

export function machineHealth(machine: Machine, status: ClusterStatus): HealthWithReasons {
  if (machine.isDetached && status !== "terminated") return because("unhealthy", "It is detached from the cluster");
  switch (status) {
    case "running":
      return runningHealth(machine);
    case "provisioning":
      return because("unknown", installationInWords(machine));
    case "error":
      return because("unhealthy", machine.installationFailure ?? failureInWords(machine));
    case "stopped":
    case "terminating":
    case "terminated":
      return because("unknown", `It is ${status}`);
    default:
      return because("unknown", machine.status ? `It has the unfamiliar status ${machine.status}` : "It has no status");
  }
}

function runningHealth({ testStatus, installationStatus, installationFailure }: Machine): HealthWithReasons {
  const test = testStatus?.toUpperCase();
  if (test !== undefined && FAILED.has(test)) {
    return because("unhealthy", `Its test failed${installationFailure ? `: ${installationFailure}` : ""}`);
  }
  if (installationFailure) return because("degraded", installationFailure);
  if (test !== undefined && !PASSED.has(test)) return because("unknown", `Its test says ${testStatus}`);
  if (!installationStatus) return because("unknown", "It gives no state of its installation");
  return { health: "healthy", healthReasons: [] };
}

function failureInWords({ testStatus, installationStatus }: Machine): string {
  if (FAILED.has(testStatus?.toUpperCase() ?? "")) return "Its test failed";
  return installationStatus?.toUpperCase() === "ERROR" ? "Its installation failed" : "Prime Intellect reports an error";
}

function installationInWords({ installationProgress: progress }: WireMachine): string {
  return typeof progress === "number" && progress > 0
    ? `It is being installed, ${Math.round(progress)} %`
    : "It is being provisioned";
}

function because(health: Health, reason: string): HealthWithReasons {
  return { health, healthReasons: [reason] };
}
