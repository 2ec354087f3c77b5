import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { FleetReading } from "../providers/spec";

/**
 * A list in which each id stands once. A cluster that is listed again, as where a list shifts between two pages, is read as it was
 * read last. Two different clusters under one id cannot be told apart from then on: the first is shown, and both are named.
 */
export function withoutRepeatedIds(fleet: FleetReading): FleetReading {
  const clusters = new Map<string, ClusterReading>();
  const warnings: string[] = [];
  for (const reading of fleet.clusters) {
    const id = reading.providerClusterId;
    const first = clusters.get(id);
    if (first === undefined || isSame(first, reading)) clusters.set(id, reading);
    else
      warnings.push(
        `The clusters ${first.name} and ${reading.name} have the same id ${id}, so only ${first.name} is shown and counted`,
      );
  }
  if (clusters.size === fleet.clusters.length) return fleet;
  return { ...fleet, clusters: [...clusters.values()], warnings: [...fleet.warnings, ...new Set(warnings)] };
}

function isSame(one: ClusterReading, other: ClusterReading): boolean {
  return one.name === other.name && one.createdAt === other.createdAt && one.region?.id === other.region?.id;
}
