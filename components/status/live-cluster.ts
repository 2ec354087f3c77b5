import type { Cluster } from "@/lib/contract/fleet";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { type Mark, type Marked, markOf, worstMarkOf } from "@/lib/domain/cluster/mark";
import type { Freshnesses } from "@/lib/queries/liveness/freshnesses";

/** A cluster as a screen sees it now: what was read, and how old that is. */
export interface Reading {
  cluster: Cluster;
  freshness: Freshness;
  mark: Mark;
}

export function readingsOf(clusters: readonly Cluster[], freshnesses: Freshnesses): Reading[] {
  return clusters.map((cluster) => {
    const freshness = freshnesses.get(cluster.id) ?? "unknown";
    return { cluster, freshness, mark: markOf(markedOf(cluster, freshness)) };
  });
}

/** What decides a cluster's mark and words. */
export function markedOf(
  { status, health, rate }: Pick<Cluster, "status" | "health" | "rate">,
  freshness: Freshness,
): Marked {
  return { status, health, billing: rate.billing, usdMicrosPerHour: rate.usdMicrosPerHour, freshness };
}

/** `null` if there is nothing to show. */
export function worstMark(readings: readonly Reading[]): Mark | null {
  return worstMarkOf(readings.map(({ cluster, freshness }) => markedOf(cluster, freshness)));
}
