import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot, TrackedCluster } from "./account-snapshot";

/**
 * Nothing can have been read later than now. After a clock was set back, a reading dated in the future would stay fresh
 * until then.
 */
export function withoutFuture(snapshot: AccountSnapshot, now: EpochMs): AccountSnapshot {
  const { lastSuccessAt, lastAttemptAt, problem, clusters } = snapshot;
  const isFuture = (at: EpochMs | null) => at !== null && at > now;
  const isAnyFuture =
    [lastSuccessAt, lastAttemptAt, problem?.since ?? null].some(isFuture) ||
    [...clusters.values()].some(({ observedAt, details }) => isFuture(observedAt) || isFuture(details?.readAt ?? null));
  if (!isAnyFuture) return snapshot;
  return {
    ...snapshot,
    lastSuccessAt: lastSuccessAt && Math.min(lastSuccessAt, now),
    lastAttemptAt: lastAttemptAt && Math.min(lastAttemptAt, now),
    problem: problem && { ...problem, since: Math.min(problem.since, now) },
    clusters: new Map([...clusters].map(([id, cluster]) => [id, readBy(cluster, now)])),
  };
}

function readBy(cluster: TrackedCluster, now: EpochMs): TrackedCluster {
  const { observedAt, statusSince, missed, details } = cluster;
  return {
    ...cluster,
    observedAt: Math.min(observedAt, now),
    statusSince: Math.min(statusSince, now),
    missed: missed && { ...missed, since: Math.min(missed.since, now) },
    details: details && { ...details, readAt: Math.min(details.readAt, now) },
  };
}
