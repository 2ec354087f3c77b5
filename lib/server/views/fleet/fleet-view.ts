import "server-only";
import type { Cluster, Fleet } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import type { StoreProblem } from "../../store/store-handle";
import { accountView } from "./account-view";
import { clusterView } from "./cluster-view";
import type { HistorySummary } from "./history-summary";
import { nextAgeing } from "./next-ageing";
import { totalsView } from "./totals-view";

interface FleetViewOptions {
  now: EpochMs;
  demo: boolean;
  /** `null`: there is no history to add. */
  summary: HistorySummary | null;
  historyProblem?: StoreProblem | null;
}

export interface FleetView {
  /** Without its revision, which is made from it. */
  fleet: Omit<Fleet, "revision">;
  /** When the answer becomes outdated by time alone, because some reading becomes late or stale. */
  validUntil: EpochMs;
}

/** `GET /api/clusters`, made once per poll. */
export function fleetView(
  snapshots: readonly AccountSnapshot[],
  { now, demo, summary, historyProblem = null }: FleetViewOptions,
): FleetView {
  const accounts = snapshots.map((snapshot) => accountView(snapshot, now));
  const clusters = snapshots.flatMap((snapshot) =>
    [...snapshot.clusters.values()].map((tracked) => withRecentRates(clusterView(snapshot, tracked), summary)),
  );
  return {
    fleet: {
      generatedAt: isoTime(now),
      demo,
      totals: { ...totalsView(clusters, accounts, now), ...(summary && { month: summary.month }) },
      ...(historyProblem && {
        historyProblem: { detail: historyProblem.detail, since: isoTime(historyProblem.since) },
      }),
      accounts,
      clusters,
    },
    validUntil: nextAgeing(snapshots, now),
  };
}

function withRecentRates(cluster: Cluster, summary: HistorySummary | null): Cluster {
  const recentRates = summary?.recentRates.get(cluster.id);
  return recentRates ? { ...cluster, recentRates } : cluster;
}
