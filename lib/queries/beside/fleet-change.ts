import type { Cluster, Fleet, UncheckedFleet } from "@/lib/contract/fleet";
import { mergedFleet, readingsOf, type StableFleet, stableFleet, withAges } from "../stable-fleet";

/** Whom an answer is for, which decides its shape. */
export type FleetKind = "people" | "guests" | "guests-with-costs";

/** What an answer changes in the one before it: little, however large the fleet. */
export interface FleetChange {
  /** The revision of the one before. */
  base: string;
  /** All but the clusters. */
  rest: Omit<Fleet, "clusters">;
  /** Those that have changed, or are new. */
  clusters: Cluster[];
  /** The ids of all, in their order; `null` if both are as before. */
  order: string[] | null;
  /** When each was read, in that order. */
  observedAt: string[];
}

/** Merges an answer into the one before, as `stableFleet` does, and says what that has changed. */
export function readChange(previous: StableFleet, answer: UncheckedFleet): { fleet: StableFleet; change: FleetChange } {
  const base = previous.revision;
  const before = new Set(previous.clusters);
  const idsBefore = previous.clusters.map(({ id }) => id);
  const fleet = stableFleet(previous, answer);
  const { clusters: _, ...rest } = answer;
  const ids = fleet.clusters.map(({ id }) => id);
  const isSameOrder = ids.length === idsBefore.length && ids.every((id, index) => id === idsBefore[index]);
  const change = {
    ...{ base, rest },
    clusters: fleet.clusters.filter((cluster) => !before.has(cluster)),
    order: isSameOrder ? null : ids,
    observedAt: readingsOf(answer).map(({ observedAt }) => observedAt),
  };
  return { fleet, change };
}

/** The same fleet as `readChange` made, from the same one before. Throws if it was another. */
export function changedFleet(previous: StableFleet | undefined, change: FleetChange): StableFleet {
  if (previous?.revision !== change.base) throw new TypeError("This is a change of another fleet.");
  const { rest, order, observedAt } = change;
  const changed = new Map(change.clusters.map((cluster) => [cluster.id, cluster]));
  const clusters =
    order === null
      ? previous.clusters.map((cluster) => changed.get(cluster.id) ?? cluster)
      : reordered(order, previous.clusters, changed);
  const readings = clusters.map(({ id, accountId }, index) => ({ id, accountId, observedAt: observedAt[index] ?? "" }));
  const isSame = rest.revision === previous.revision;
  return withAges(isSame ? previous : mergedFleet(previous, { ...rest, clusters }), rest, readings);
}

function reordered(order: readonly string[], before: readonly Cluster[], changed: ReadonlyMap<string, Cluster>) {
  const known = new Map(before.map((cluster) => [cluster.id, cluster]));
  return order.flatMap((id) => changed.get(id) ?? known.get(id) ?? []);
}
