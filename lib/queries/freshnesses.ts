import type { EpochMs } from "@/lib/domain/cluster";
import { type Freshness, freshnessOf } from "@/lib/domain/freshness";
import type { StableFleet } from "./stable-fleet";

/** Freshness by cluster id. */
export type Freshnesses = ReadonlyMap<string, Freshness>;

/** How old every reading of the fleet is now. Gives `previous` back when nothing differs from it. */
export function freshnessesAt(fleet: StableFleet, now: EpochMs, previous: Freshnesses = new Map()): Freshnesses {
  const intervals = new Map(fleet.connections.map(({ id, pollIntervalMs }) => [id, pollIntervalMs]));
  const next = new Map<string, Freshness>();
  let isSame = previous.size === fleet.clusters.length;
  for (const { id, connectionId, status } of fleet.clusters) {
    const observedAt = fleet.observedAt.get(id) ?? null;
    // What was terminated stays so: its last reading does not age.
    const freshness =
      status === "terminated" ? "fresh" : freshnessOf(observedAt, now, intervals.get(connectionId) ?? 0);
    isSame &&= previous.get(id) === freshness;
    next.set(id, freshness);
  }
  return isSame ? previous : next;
}
