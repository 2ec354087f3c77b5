import { type Freshness, freshnessBoundaries, freshnessOf } from "@/lib/domain/cluster/freshness";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { StableFleet } from "../stable-fleet";

/** Freshness by cluster id. */
export type Freshnesses = ReadonlyMap<string, Freshness>;

interface LastingFreshnesses {
  freshnesses: Freshnesses;
  /** When the first of them changes, unless something is read before. */
  until: EpochMs;
}

/** How old every reading of the fleet is now. Returns `previous` itself if nothing differs from it. */
export function freshnessesAt(
  { namedAccounts, clusters, ages }: StableFleet,
  now: EpochMs,
  previous: Freshnesses = new Map(),
): LastingFreshnesses {
  const intervals = new Map(namedAccounts.map(({ id, pollIntervalMs }) => [id, pollIntervalMs]));
  const next = new Map<string, Freshness>();
  let isSame = previous.size === clusters.length;
  let until = Number.POSITIVE_INFINITY;
  for (const { id, accountId, status } of clusters) {
    const readAt = ages.observedAt(id);
    const intervalMs = intervals.get(accountId) ?? 0;
    // A terminated cluster stays terminated, so its last reading does not age.
    const isAgeing = status !== "terminated";
    const freshness = isAgeing ? freshnessOf(readAt, now, intervalMs) : "fresh";
    isSame &&= previous.get(id) === freshness;
    next.set(id, freshness);
    if (!isAgeing || readAt === null) continue;
    for (const boundary of freshnessBoundaries(readAt, intervalMs))
      if (boundary > now && boundary < until) until = boundary;
  }
  return { freshnesses: isSame ? previous : next, until };
}
