import "server-only";
import type { ClusterStatus, Health, NodeReading } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { formatCounted } from "@/lib/domain/text/format";
import type { HealthWithReasons } from "./node-health";

/**
 * A cluster's health, derived from its nodes, with each reason naming its node. `null` if nothing is known about them.
 */
export function clusterHealth(status: ClusterStatus, nodes: readonly NodeReading[] | null): HealthWithReasons {
  const members = membersOf(nodes ?? []);
  const ailing = members.filter(({ health }) => health === "unhealthy" || health === "degraded");
  switch (status) {
    case "running":
    case "degraded":
      if (nodes === null) return { health: "unknown", healthReasons: ["Nothing is known of its nodes"] };
      if (members.length === 0) return { health: "unknown", healthReasons: ["Prime Intellect lists no nodes of it"] };
      return { health: memberHealth(members), healthReasons: reasonsOf(members) };
    case "error":
      return { health: "unhealthy", healthReasons: ["Prime Intellect reports an error", ...reasonsOf(ailing)] };
    case "provisioning":
      return {
        health: ailing.length > 0 ? "degraded" : "unknown",
        healthReasons: ["It is still being provisioned", ...reasonsOf(ailing)],
      };
    case "unknown":
      return { health: "unknown", healthReasons: ["Its status is none that Clusterdeck knows"] };
    default:
      return { health: "unknown", healthReasons: [`It is ${status}`] };
  }
}

/** How far a cluster's installation is: "4 of 6 nodes ready, the slowest at 40 %". */
export function provisioningInWords(nodes: readonly NodeReading[]): string | null {
  const members = membersOf(nodes);
  if (members.length === 0) return null;
  const ready = members.filter(({ status }) => status === "running").length;
  const percents = members
    .filter(({ status }) => status === "provisioning")
    .map(({ install }) => install?.progressPercent ?? 0);
  const slowest = Math.min(...percents);
  return `${ready} of ${formatCounted(members.length, "node")} ready${slowest > 0 && slowest < 100 ? `, the slowest at ${Math.round(slowest)} %` : ""}`;
}

function membersOf(nodes: readonly NodeReading[]): readonly NodeReading[] {
  return nodes.filter(({ status }) => status !== "terminated");
}

/** Some bad nodes degrade a cluster; all of them, or its control node, make it unusable. */
function memberHealth(members: readonly NodeReading[]): Health {
  const unhealthy = members.filter(({ health }) => health === "unhealthy");
  if (unhealthy.length === 0) return worstHealth(members.map(({ health }) => health));
  return unhealthy.length === members.length || unhealthy.some(({ role }) => role === "control")
    ? "unhealthy"
    : "degraded";
}

function reasonsOf(nodes: readonly NodeReading[]): string[] {
  return nodes.flatMap(({ name, healthReasons }) => healthReasons.map((reason) => `${name}: ${reason}`));
}
