import "server-only";
import { formatCount, formatCounted, nounFor } from "@/lib/domain/text/format";
import type { FleetReading } from "../providers/spec";
import type { AccountSnapshot } from "./account-snapshot";

/** What fits into the process's heap of 256 MB, with room to spare; documented in docs/configuration.md. */
export const MAX_CLUSTERS_PER_ACCOUNT = 5_000;
/** Clusters and nodes of all accounts together. */
export const MAX_MACHINES = 30_000;

/** How many clusters and nodes an account may have, given those of the other accounts. */
export function roomBeside(others: readonly AccountSnapshot[]): number {
  const taken = others.flatMap(({ clusters }) => [...clusters.values()].map(({ reading }) => machinesOf(reading)));
  return taken.reduce((room, machines) => room - machines, MAX_MACHINES);
}

/**
 * As much of a list as there is room for. Clusters that were known before come first, so that none appears and
 * disappears, and so that one that is no longer listed is recognised as gone.
 */
export function boundedFleet(fleet: FleetReading, known: ReadonlyMap<string, unknown>, room: number): FleetReading {
  const ordered = [
    ...fleet.clusters.filter(({ providerClusterId }) => known.has(providerClusterId)),
    ...fleet.clusters.filter(({ providerClusterId }) => !known.has(providerClusterId)),
  ];
  let machines = 0;
  const tooMany = ordered.findIndex((cluster, index) => {
    machines += machinesOf(cluster);
    return index >= MAX_CLUSTERS_PER_ACCOUNT || machines > room;
  });
  const count = tooMany === -1 ? ordered.length : tooMany;
  const unreadable = fleet.unreadable.slice(0, MAX_CLUSTERS_PER_ACCOUNT - count);
  if (tooMany === -1) return { ...fleet, unreadable };
  const left = ordered.slice(count);
  const warning = `This account has ${formatCounted(ordered.length, "cluster")}, which is more than there is room for: only ${formatCount(count)} of them ${nounFor(count, "is", "are")} shown and counted`;
  return {
    ...fleet,
    clusters: ordered.slice(0, count),
    unreadable,
    warnings: [...fleet.warnings, warning],
    complete: fleet.complete && !left.some(({ providerClusterId }) => known.has(providerClusterId)),
  };
}

function machinesOf({ nodes }: { nodes: readonly unknown[] | null }): number {
  return 1 + (nodes?.length ?? 0);
}
