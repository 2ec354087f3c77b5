import "server-only";
import { freshnessBoundaries } from "@/lib/domain/cluster/freshness";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot } from "../../poller/account-snapshot";

/** When one of these readings next becomes late or stale, unless it is read before. */
export function nextAgeing(snapshots: readonly AccountSnapshot[], now: EpochMs): EpochMs {
  let next = Number.POSITIVE_INFINITY;
  for (const { lastSuccessAt, pollIntervalMs, clusters } of snapshots) {
    const readAt = new Set([lastSuccessAt, ...[...clusters.values()].map(({ observedAt }) => observedAt)]);
    for (const at of readAt) {
      if (at === null) continue;
      for (const boundary of freshnessBoundaries(at, pollIntervalMs))
        if (boundary > now) next = Math.min(next, boundary);
    }
  }
  return next;
}
