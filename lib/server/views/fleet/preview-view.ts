import "server-only";
import { headlineOf } from "@/lib/domain/cluster/headline";
import { MARKS, type Mark, type Marked, markOf, severityOf } from "@/lib/domain/cluster/mark";
import { formatRate } from "@/lib/domain/money/format-usd";
import { formatCounted } from "@/lib/domain/text/format";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { fleetView } from "./fleet-view";
import { markedClusters } from "./marked-clusters";

/** What a link preview says: counts only, no name and no address, since a chat shows it to whoever reads the chat. */
export interface Preview {
  /** Most important first. */
  headline: readonly string[];
  /** Of the worst cluster; `unknown` where there is none. */
  mark: Mark;
  figures: string[];
  /** To the minute: within one, what says the same is the same picture. */
  readAt: EpochMs;
  demo: boolean;
}

export interface PreviewOptions {
  now: EpochMs;
  demo: boolean;
  showsCosts: boolean;
}

export function previewView(snapshots: readonly AccountSnapshot[], { now, demo, showsCosts }: PreviewOptions): Preview {
  const { fleet } = fleetView(snapshots, { now, revision: "", demo, summary: null });
  const clusters = markedClusters(fleet, now).map((marked): Marked => {
    // Whoever is not told of costs is not told either that a stopped cluster may have some.
    return showsCosts ? marked : { ...marked, billing: "none" };
  });
  const worst = Math.min(MARKS.length, ...clusters.map((cluster) => severityOf(markOf(cluster))));
  const { usdMicrosPerHour, gpus, nodes } = fleet.totals;
  return {
    headline: headlineOf({ clusters, accounts: fleet.accounts }),
    mark: MARKS[worst] ?? "unknown",
    figures: [
      ...(usdMicrosPerHour === null || !showsCosts ? [] : [formatRate(usdMicrosPerHour)]),
      formatCounted(gpus, "GPU"),
      formatCounted(nodes, "node"),
    ],
    readAt: now - (now % MINUTE_MS),
    demo,
  };
}
