import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import { statusOf } from "./status";
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
      return hasFailedTest(machine)
        ? because("unhealthy", failedTestWords(machine))
        : because("unknown", installationInWords(machine));
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

function runningHealth({ testStatus, installationFailure }: Machine): HealthWithReasons {
  if (hasFailedTest({ testStatus })) return because("unhealthy", failedTestWords({ installationFailure }));
  if (installationFailure) return because("degraded", installationFailure);
  if (testStatus && !PASSED.has(testStatus.toUpperCase())) return because("unknown", `Its test says ${testStatus}`);
  return { health: "healthy", healthReasons: [] };
}

function failureInWords({ testStatus, installationStatus }: Machine): string {
  if (hasFailedTest({ testStatus })) return "Its test failed";
  return installationStatus?.toUpperCase() === "ERROR" ? "Its installation failed" : "Prime Intellect reports an error";
}

function hasFailedTest({ testStatus }: Pick<Machine, "testStatus">): boolean {
  return FAILED.has(testStatus?.toUpperCase() ?? "");
}

function failedTestWords({ installationFailure }: Pick<Machine, "installationFailure">): string {
  return `Its test failed${installationFailure ? `: ${installationFailure}` : ""}`;
}

function installationInWords({ status, installationStatus, installationProgress: progress }: WireMachine): string {
  if (!installationStatus && statusOf(status) === "running")
    return "Prime Intellect does not say that its installation is finished";
  return typeof progress === "number" && progress > 0
    ? `It is being installed, ${Math.round(progress)} %`
    : "It is being provisioned";
}

function because(health: Health, reason: string): HealthWithReasons {
  return { health, healthReasons: [reason] };
}
