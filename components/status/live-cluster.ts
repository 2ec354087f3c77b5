import type { Cluster } from "@/lib/contract/fleet";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { type Mark, type Marked, markOf, worstMarkOf } from "@/lib/domain/cluster/mark";
import { isShownElsewhere } from "@/lib/domain/cluster/shared/shown-elsewhere";
import { cachedPerObject } from "@/lib/domain/text/cached-per-object";
import type { Freshnesses } from "@/lib/queries/liveness/freshnesses";

/** A cluster as a screen sees it now: what was read, and how old that is. */
export interface Reading {
  cluster: Cluster;
  freshness: Freshness;
  mark: Mark;
}

const latest = new WeakMap<Cluster, Reading>();

/**
 * The readings of the clusters that are not shown among the nodes of others. A reading in which nothing changed is the same
 * object, so what is derived from it stays valid.
 */
export function readingsOf(clusters: readonly Cluster[], freshnesses: Freshnesses): Reading[] {
  return clusters.filter(isShownItself).map((cluster) => {
    const freshness = freshnesses.get(cluster.id) ?? "unknown";
    const known = latest.get(cluster);
    if (known?.freshness === freshness) return known;
    const reading = { cluster, freshness, mark: markOf(markedOf(cluster, freshness)) };
    latest.set(cluster, reading);
    return reading;
  });
}

function isShownItself(cluster: Cluster): boolean {
  return cluster.sharedWith === undefined || !isShownElsewhere(cluster);
}

/** What decides a cluster's mark and words. */
export function markedOf(
  { status, health, rate }: Pick<Cluster, "status" | "health" | "rate">,
  freshness: Freshness,
): Marked {
  return { status, health, billing: rate.billing, usdMicrosPerHour: rate.usdMicrosPerHour, freshness };
}

/** The same of a reading, for what goes through the whole fleet with each change. */
export const markedReading = cachedPerObject(({ cluster, freshness }: Reading): Marked => markedOf(cluster, freshness));

/** `null` if there is nothing to show. */
export function worstMark(readings: readonly Reading[]): Mark | null {
  return worstMarkOf(readings.map(markedReading));
}
