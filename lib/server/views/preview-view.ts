import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import { formatCounted, formatRate } from "@/lib/domain/format";
import { freshnessOf } from "@/lib/domain/freshness";
import { headlineOf } from "@/lib/domain/headline";
import { MARKS, type Mark, markOf, severityOf } from "@/lib/domain/mark";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import { fleetView } from "./fleet-view";

/** What a link preview says: counts only, no name and no address, since a chat shows it to whoever reads the chat. */
export interface Preview {
  /** Most important first. */
  headline: readonly string[];
  /** Of the worst cluster; `unknown` where there is none. */
  mark: Mark;
  figures: string[];
  readAt: EpochMs;
  demo: boolean;
}

export interface PreviewOptions {
  now: EpochMs;
  demo: boolean;
  showsCosts: boolean;
}

export function previewView(
  snapshots: readonly ConnectionSnapshot[],
  { now, demo, showsCosts }: PreviewOptions,
): Preview {
  const { fleet } = fleetView(snapshots, { now, revision: "", demo, summary: null });
  const intervalOf = new Map(fleet.connections.map(({ id, pollIntervalMs }) => [id, pollIntervalMs]));
  const clusters = fleet.clusters.map(({ status, health, rate, observedAt, connectionId }) => ({
    status,
    health,
    // Whoever is not told of costs is not told either that a stopped cluster may have some.
    billing: showsCosts ? rate.billing : "none",
    freshness: freshnessOf(Date.parse(observedAt), now, intervalOf.get(connectionId) ?? 0),
  }));
  const worst = Math.min(MARKS.length, ...clusters.map((cluster) => severityOf(markOf(cluster))));
  const { usdMicrosPerHour, gpus, nodes } = fleet.totals;
  return {
    headline: headlineOf({ clusters, connections: fleet.connections }),
    mark: MARKS[worst] ?? "unknown",
    figures: [
      ...(usdMicrosPerHour === null || !showsCosts ? [] : [formatRate(usdMicrosPerHour)]),
      formatCounted(gpus, "GPU"),
      formatCounted(nodes, "node"),
    ],
    readAt: now,
    demo,
  };
}
