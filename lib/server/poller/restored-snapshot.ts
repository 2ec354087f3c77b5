import "server-only";
import type { LastReading } from "../history/last-readings";
import type { ConnectionSnapshot, TrackedCluster } from "./connection-snapshot";
import { endedCluster, saidSince } from "./track-clusters";

/** A connection as the last process knew it, so that a restart shows it at once, with its age. */
export function restoredSnapshot(initial: ConnectionSnapshot, readings: readonly LastReading[]): ConnectionSnapshot {
  const own = readings.filter(({ connectionId }) => connectionId === initial.id);
  const present = own.filter(({ goneAt }) => goneAt === null);
  return {
    ...initial,
    lastSuccessAt: present.reduce<number | null>((latest, { observedAt }) => Math.max(latest ?? 0, observedAt), null),
    clusters: byId(present),
    gone: byId(own.filter(({ goneAt }) => goneAt !== null)),
  };
}

function byId(readings: readonly LastReading[]): ReadonlyMap<string, TrackedCluster> {
  return new Map(readings.map((stored) => [stored.reading.providerClusterId, restore(stored)]));
}

/** A stored summary holds what its details added, so it can stand in for them until they are read again. */
function restore({ reading, observedAt, goneAt, ...recorded }: LastReading): TrackedCluster {
  // The ledger begins with our first reading; the provider may know of earlier.
  const said = saidSince(reading);
  const statusSince = Math.min(recorded.statusSince, said ?? recorded.statusSince);
  const statusMayBeOlder = recorded.statusMayBeOlder && said === null;
  const details = reading.depth === "summary" ? { reading, readAt: observedAt } : null;
  const tracked: TrackedCluster = { reading, observedAt, statusSince, statusMayBeOlder, missed: null, details };
  return goneAt === null ? tracked : endedCluster(tracked, goneAt);
}
