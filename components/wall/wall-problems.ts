import { connectionMark } from "@/components/clusters/connection-mark";
import { markedOf, type Reading } from "@/components/clusters/reading";
import type { Connection } from "@/lib/contract/fleet";
import type { Freshness } from "@/lib/domain/freshness";
import { type Mark, markOf, needsAttention } from "@/lib/domain/mark";

/** What somebody should look at: an account that is not read as it should be, or a cluster. */
export type Problem = { connection: Connection; mark: Mark } | { reading: Reading };

/** Accounts first, for they explain clusters that do not report; then the clusters in their order. */
export function problemsOf(readings: readonly Reading[], connections: readonly Connection[]): Problem[] {
  const failing = connections.filter(({ state }) => state === "failing" || state === "limited");
  return [
    ...failing.map((connection) => ({ connection, mark: connectionMark(connection.state, "fresh") })),
    ...readings.filter(isProblem).map((reading) => ({ reading })),
  ];
}

/** Broken or impaired, or not reporting. That a provider tells nothing of health is no problem of the cluster's. */
function isProblem({ cluster, freshness }: Reading): boolean {
  return needsAttention(cluster) || isOld(freshness);
}

export function isOld(freshness: Freshness): boolean {
  return freshness === "stale" || freshness === "unknown";
}

/** The ids of the clusters that are down by their last reading, however old that is. */
export function downClusters(readings: readonly Reading[]): string[] {
  return readings
    .filter(({ cluster }) => markOf(markedOf(cluster, "fresh")) === "down")
    .map(({ cluster: { id } }) => id);
}

/** A key that stays the problem's own from poll to poll. */
export function problemKey(problem: Problem): string {
  return "reading" in problem ? problem.reading.cluster.id : `account ${problem.connection.id}`;
}
