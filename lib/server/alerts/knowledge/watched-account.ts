import "server-only";
import type { WatchedAccount, WatchedCluster } from "@/lib/domain/alerts/conditions/situation";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";

/** What only the history knows of a cluster. */
export type Remembered = Pick<WatchedCluster, "appearedAt" | "usualStartMs" | "rateChange">;

const NOTHING_REMEMBERED: Remembered = { appearedAt: null, usualStartMs: null, rateChange: null };

/** An account as the rules see it. */
export function watchedAccount(
  snapshot: AccountSnapshot,
  remembered: (clusterId: string, reading: ClusterReading) => Remembered | null,
  /** Whether the server has just started. */
  isStarting = false,
): WatchedAccount {
  const { id, state, problem, pollIntervalMs, lastSuccessAt, lastAttemptAt, billing, clusters, gone } = snapshot;
  return {
    ...{ id, state, problem, pollIntervalMs, lastSuccessAt, lastAttemptAt, billing },
    clusters: [...clusters.values()].map((cluster) => {
      const clusterId = clusterIdOf(id, cluster.reading.providerClusterId);
      const { reading, observedAt, statusSince } = cluster;
      return {
        id: clusterId,
        reading,
        read: readSinceStart(cluster),
        mayHaveLimits: isStarting && reading.limits.length === 0,
        observedAt,
        statusSince,
        ...(remembered(clusterId, reading) ?? NOTHING_REMEMBERED),
      };
    }),
    gone: [...gone.values()].map((cluster) => ({
      id: clusterIdOf(id, cluster.reading.providerClusterId),
      lastSaid: cluster.lastSaid ?? cluster.reading,
      lastSeenAt: cluster.observedAt,
      goneAt: goneAt(cluster),
    })),
  };
}

function readSinceStart({ isRestored, details }: TrackedCluster): WatchedCluster["read"] {
  if (isRestored) return "nothing";
  return details?.isRestored ? "list" : "all";
}

/** A cluster that has gone is "terminated" since then. */
function goneAt({ statusSince }: TrackedCluster): EpochMs {
  return statusSince;
}
