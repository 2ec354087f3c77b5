import "server-only";
import type { Fleet } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/cluster";
import { freshnessBoundaries } from "@/lib/domain/freshness";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import { clusterView } from "./cluster-view";
import { connectionView } from "./connection-view";
import { isoTime } from "./iso-time";
import { totalsView } from "./totals-view";

export interface FleetView {
  fleet: Fleet;
  /** When time alone makes it untrue: some reading becomes late or stale then. */
  validUntil: EpochMs;
}

/** `GET /api/clusters`, made once per revision. */
export function fleetView(
  snapshots: readonly ConnectionSnapshot[],
  { now, revision, demo }: { now: EpochMs; revision: string; demo: boolean },
): FleetView {
  const connections = snapshots.map((snapshot) => connectionView(snapshot, now));
  const clusters = snapshots.flatMap((snapshot) =>
    [...snapshot.clusters.values()].map((tracked) => clusterView(snapshot, tracked)),
  );
  const readings = snapshots.flatMap(({ lastSuccessAt, pollIntervalMs, clusters: tracked }) =>
    [lastSuccessAt, ...[...tracked.values()].map(({ observedAt }) => observedAt)].flatMap((at) =>
      at === null ? [] : freshnessBoundaries(at, pollIntervalMs),
    ),
  );
  const ahead = readings.filter((boundary) => boundary > now);
  return {
    fleet: {
      generatedAt: isoTime(now),
      revision,
      demo,
      totals: totalsView(clusters, connections, now),
      connections,
      clusters,
    },
    validUntil: ahead.reduce((earliest, boundary) => Math.min(earliest, boundary), Number.POSITIVE_INFINITY),
  };
}
