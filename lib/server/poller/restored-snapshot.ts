import "server-only";
import type { LastReading } from "../history/read/last-readings";
import type { AccountSnapshot, TrackedCluster } from "./account-snapshot";
import { mergeDetails } from "./details/merge-details";
import { endedCluster, saidSince } from "./track-clusters";

type Clusters = ReadonlyMap<string, TrackedCluster>;

/**
 * An account with what the last process knew about it, so that a restart shows it at once, with its age. The store may
 * be opened late: what has been read since the start takes precedence and continues from there.
 */
export function restoredSnapshot(live: AccountSnapshot, readings: readonly LastReading[]): AccountSnapshot {
  const own = readings.filter(({ accountId }) => accountId === live.id);
  if (own.length === 0) return live;
  const present = own.filter(({ goneAt }) => goneAt === null);
  const before = byId(present);
  return {
    ...live,
    lastSuccessAt:
      live.lastSuccessAt ??
      present.reduce<number | null>((latest, { observedAt }) => Math.max(latest ?? 0, observedAt), null),
    clusters: new Map([...without(before, live.gone), ...goingOn(live.clusters, before)]),
    gone: new Map([...without(byId(own.filter(({ goneAt }) => goneAt !== null)), live.clusters), ...live.gone]),
  };
}

function byId(readings: readonly LastReading[]): Clusters {
  return new Map(readings.map((stored) => [stored.reading.providerClusterId, restore(stored)]));
}

function without(clusters: Clusters, others: Clusters): Clusters {
  return new Map([...clusters].filter(([id]) => !others.has(id)));
}

function goingOn(clusters: Clusters, before: Clusters): Clusters {
  return new Map([...clusters].map(([id, cluster]) => [id, continued(cluster, before.get(id))]));
}

function continued(live: TrackedCluster, before: TrackedCluster | undefined): TrackedCluster {
  if (before === undefined) return live;
  const { details } = before;
  const detailed =
    details === null || live.details !== null
      ? live
      : { ...live, reading: mergeDetails(live.reading, details.reading), details };
  return { ...detailed, ...continuedStatus(live, before) };
}

/**
 * A status began when the stored one did, unless it has changed since the start, or the provider says when it began. Of
 * two moments at which it had begun at the latest, the earlier one counts.
 */
function continuedStatus(
  live: TrackedCluster,
  before: TrackedCluster,
): Pick<TrackedCluster, "statusSince" | "statusMayBeOlder"> {
  const isSame = before.reading.status === live.reading.status;
  if (!isSame) return { statusSince: live.statusSince, statusMayBeOlder: false };
  const { statusSince, statusMayBeOlder } = live.statusMayBeOlder ? before : live;
  return { statusSince: statusMayBeOlder ? Math.min(statusSince, live.statusSince) : statusSince, statusMayBeOlder };
}

/** A stored summary contains what its details added, so it can replace them until they are read again. */
function restore({ reading, observedAt, goneAt, ...recorded }: LastReading): TrackedCluster {
  // The ledger begins with our first reading; the provider may know an earlier time.
  const said = saidSince(reading);
  const statusSince = Math.min(recorded.statusSince, said ?? recorded.statusSince);
  const statusMayBeOlder = recorded.statusMayBeOlder && said === null;
  const isRestored = true;
  const details = reading.depth === "summary" ? ({ reading, readAt: observedAt, isRestored } as const) : null;
  const dated = { observedAt, statusSince, statusMayBeOlder };
  const tracked: TrackedCluster = { reading, ...dated, missed: null, details, isRestored };
  return goneAt === null ? tracked : endedCluster(tracked, goneAt);
}
