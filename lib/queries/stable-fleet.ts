import type { Cluster, Fleet } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/cluster";

/**
 * The fleet with the ages taken out of the clusters: `clusters[n].observedAt` is that of the answer in which the cluster last
 * changed otherwise; its present value is in `observedAt`. So a cluster that was read again, unchanged, is the same object.
 */
export interface StableFleet extends Fleet {
  observedAt: ReadonlyMap<string, EpochMs>;
}

/** Merges a new answer into the last one, keeping the identity of every cluster and connection that did not change. */
export function stableFleet(previous: StableFleet | undefined, next: Fleet): StableFleet {
  if (previous?.revision === next.revision) return previous;
  return {
    ...next,
    totals: keep(previous?.totals, next.totals),
    connections: keepEach(previous?.connections, next.connections),
    clusters: keepEach(previous?.clusters, next.clusters, "observedAt"),
    observedAt: new Map(next.clusters.map((cluster) => [cluster.id, Date.parse(cluster.observedAt)])),
  };
}

function keepEach<T extends { id: string }>(
  previous: readonly T[] = [],
  next: readonly T[],
  except?: keyof Cluster,
): T[] {
  const known = new Map(previous.map((item) => [item.id, item]));
  return next.map((item) => keep(known.get(item.id), item, except));
}

function keep<T>(previous: T | undefined, next: T, except?: string): T {
  return previous !== undefined && isSame(previous, next, except) ? previous : next;
}

/** Whether two values from JSON are equal, one top-level key set aside. Written for thousands of clusters at every poll. */
function isSame(left: unknown, right: unknown, except?: string): boolean {
  if (left === right) return true;
  if (!isContainer(left) || !isContainer(right)) return false;
  let keysLeft = 0;
  for (const key in left) {
    keysLeft += 1;
    if (key !== except && !isSame(left[key], right[key])) return false;
  }
  for (const _ in right) keysLeft -= 1;
  return keysLeft === 0;
}

/** An object or an array: what holds other values. */
function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
