import "server-only";
import type { Cluster } from "@/lib/contract/fleet";
import { FAILURE_HOURS } from "@/lib/domain/cluster/failures";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";
import { clusterView } from "./cluster-view";
import { withDistinctName } from "./distinct-clusters";
import type { HistorySummary } from "./history-summary";
import { type SharedViews, withSharedMachines } from "./shared-views";

/** What an entry says that is not known from the cluster alone. */
interface Surroundings {
  names: ReadonlyMap<string, string>;
  summary: HistorySummary | null;
  shared: SharedViews;
}

export type ClusterEntryOf = (
  snapshot: AccountSnapshot,
  tracked: TrackedCluster,
  surroundings: Surroundings,
) => Cluster;

/** A cluster's whole entry in the answer for the fleet. */
export const clusterEntry: ClusterEntryOf = (snapshot, tracked, { names, summary, shared }) =>
  withSharedMachines(
    withFailures(withRecentRates(withDistinctName(clusterView(snapshot, tracked), names), summary), summary),
    shared,
  );

/**
 * The same, made once as long as nothing about the cluster has changed: most polls are those of other accounts. For one audience, of
 * which nobody is told of the same cluster under another account.
 */
export function createClusterEntries(): ClusterEntryOf {
  const made = new WeakMap<TrackedCluster, { basis: readonly unknown[]; entry: Cluster }>();
  return (snapshot, tracked, surroundings) => {
    const { names, summary, shared } = surroundings;
    const id = clusterIdOf(snapshot.id, tracked.reading.providerClusterId);
    const basis = [
      snapshot.id,
      names.get(id),
      summary?.recentRates.get(id),
      summary?.failures.get(id),
      shared.get(id)?.key,
    ];
    const known = made.get(tracked);
    if (known?.basis.every((part, index) => part === basis[index])) return known.entry;
    const entry = clusterEntry(snapshot, tracked, surroundings);
    made.set(tracked, { basis, entry });
    return entry;
  };
}

function withRecentRates(cluster: Cluster, summary: HistorySummary | null): Cluster {
  const recentRates = summary?.recentRates.get(cluster.id);
  return recentRates ? { ...cluster, recentRates } : cluster;
}

/** A cluster's entry with how often it failed lately. */
export function withFailures<Entry extends Pick<Cluster, "id" | "recentFailures">>(
  cluster: Entry,
  summary: HistorySummary | null,
): Entry {
  const count = summary?.failures.get(cluster.id);
  return count === undefined ? cluster : { ...cluster, recentFailures: { count, hours: FAILURE_HOURS } };
}
