import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { MetricsSample } from "../history/record/metric-samples";
import type { RecordedPoll } from "../history/record/poll-recorder";
import { type AccountSnapshot, measuredAt, metricsReadAt, type TrackedCluster } from "./account-snapshot";
import type { PollResult } from "./poll-once";

/**
 * What the history stores of a poll; `null` if the list was not read. Clusters that the list did not name are left out.
 */
export function recordedPoll({ snapshot, list }: PollResult, before: AccountSnapshot): RecordedPoll | null {
  if (list === null) return null;
  return {
    accountId: snapshot.id,
    provider: snapshot.provider.id,
    at: list.at,
    steady: list.steady,
    complete: list.isComplete,
    pollIntervalMs: snapshot.pollIntervalMs,
    clusters: [...snapshot.clusters.values()]
      .filter(({ observedAt }) => observedAt >= list.at)
      .map(({ reading }) => reading),
    gone: [...snapshot.gone.keys()].filter((id) => !before.gone.has(id)),
    figures: [...list.accrued].map(([id, usdMicros]) => ({
      clusterId: clusterIdOf(snapshot.id, id),
      at: list.at,
      usdMicros,
    })),
    samples: [...snapshot.clusters].flatMap(([id, cluster]) => {
      // The details carried over to a listed cluster may be hours old.
      const isNew = metricsReadAt(cluster) >= list.at && !isRepeated(cluster.reading, before.clusters.get(id)?.reading);
      return isNew ? samplesOf(snapshot.id, cluster) : [];
    }),
  };
}

/** Whether nothing was measured since the previous poll, which has already recorded this. */
function isRepeated({ metricsAt }: ClusterReading, before: ClusterReading | undefined): boolean {
  return metricsAt !== undefined && metricsAt === before?.metricsAt;
}

function samplesOf(accountId: string, cluster: TrackedCluster): MetricsSample[] {
  const { providerClusterId, metrics } = cluster.reading;
  if (metrics.length === 0) return [];
  return [{ clusterId: clusterIdOf(accountId, providerClusterId), at: measuredAt(cluster), values: metrics }];
}
