import "server-only";
import type { Fleet } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import { createPause, mapInTurns, nextTurn } from "../../pause";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import type { StoreProblem } from "../../store/store-handle";
import { accountView } from "./account-view";
import { type ClusterEntryOf, clusterEntry } from "./cluster-entry";
import { distinctClusterNames } from "./distinct-clusters";
import type { HistorySummary } from "./history-summary";
import { monthView } from "./month-view";
import { nextAgeing } from "./next-ageing";
import { sharedViews } from "./shared-views";
import { totalsView } from "./totals-view";

interface FleetViewOptions {
  now: EpochMs;
  demo: boolean;
  billingTimeZone: string;
  /** `null`: there is no history to add. */
  summary: HistorySummary | null;
  historyProblem?: StoreProblem | null;
  entryOf?: ClusterEntryOf;
}

export interface FleetView {
  /** Without its revision, which is made from it. */
  fleet: Omit<Fleet, "revision">;
  /** When the answer becomes outdated by time alone, because some reading becomes late or stale. */
  validUntil: EpochMs;
}

/** `GET /api/clusters`, made once per poll, a few clusters at a time: the snapshots themselves never change meanwhile. */
export async function fleetView(
  snapshots: readonly AccountSnapshot[],
  { now, demo, billingTimeZone, summary, historyProblem = null, entryOf = clusterEntry }: FleetViewOptions,
): Promise<FleetView> {
  const pause = createPause({ precedence: "answer" });
  const accounts = await mapInTurns(snapshots, (snapshot) => accountView(snapshot, now), pause);
  await pause();
  const names = distinctClusterNames(snapshots);
  const shared = sharedViews(snapshots);
  const listed = snapshots.flatMap((snapshot) =>
    [...snapshot.clusters.values()].map((tracked) => ({ snapshot, tracked })),
  );
  const toEntry = ({ snapshot, tracked }: (typeof listed)[number]) =>
    entryOf(snapshot, tracked, { names, summary, shared });
  const clusters = await mapInTurns(listed, toEntry, pause);
  await nextTurn("answer");
  return {
    fleet: {
      generatedAt: isoTime(now),
      demo,
      billingTimeZone,
      totals: {
        ...totalsView(clusters, accounts, now),
        ...(summary?.month && { month: monthView(summary.month, summary.recentRates, { clusters, accounts, now }) }),
      },
      ...(historyProblem && {
        historyProblem: { detail: historyProblem.detail, since: isoTime(historyProblem.since) },
      }),
      accounts,
      clusters,
    },
    validUntil: nextAgeing(snapshots, now),
  };
}
