import "server-only";
import { headlineOf } from "@/lib/domain/cluster/headline";
import { type Mark, type Marked, worstMarkOf } from "@/lib/domain/cluster/mark";
import { isShownElsewhere } from "@/lib/domain/cluster/shared/shown-elsewhere";
import { formatRate } from "@/lib/domain/money/format-usd";
import { formatCounted } from "@/lib/domain/text/format";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { fleetView } from "./fleet-view";
import { markedClusters } from "./marked-clusters";

/** What a link preview says: counts only, no names or addresses, since everybody in a chat sees it. */
export interface Preview {
  /** Most important first. */
  headline: readonly string[];
  /** The mark of the worst cluster; `unknown` if there is none. */
  mark: Mark;
  figures: string[];
  /** To the minute: within a minute, the same text gives the same picture. */
  readAt: EpochMs;
  /** In which that is written. */
  timeZone: string;
  demo: boolean;
}

export interface PreviewOptions {
  now: EpochMs;
  demo: boolean;
  showsCosts: boolean;
  timeZone: string;
}

export async function previewView(
  snapshots: readonly AccountSnapshot[],
  { now, demo, showsCosts, timeZone }: PreviewOptions,
): Promise<Preview> {
  const { fleet } = await fleetView(snapshots, { now, demo, billingTimeZone: timeZone, summary: null });
  const shown = fleet.clusters.filter((cluster) => !isShownElsewhere(cluster));
  const clusters = markedClusters({ accounts: fleet.accounts, clusters: shown }, now).map((marked): Marked => {
    // Viewers who do not see costs must not learn that a stopped cluster may have some.
    return showsCosts ? marked : { ...marked, billing: "none" };
  });
  const { usdMicrosPerHour, unpricedClusters, gpus, nodes } = fleet.totals;
  return {
    headline: headlineOf({ clusters, accounts: fleet.accounts }),
    mark: worstMarkOf(clusters) ?? "unknown",
    figures: [
      ...(usdMicrosPerHour === null || !showsCosts ? [] : [formatRate(usdMicrosPerHour)]),
      ...(unpricedClusters === 0 || !showsCosts
        ? []
        : [`${formatCounted(unpricedClusters, "cluster")} with unknown price`]),
      formatCounted(gpus, "GPU"),
      formatCounted(nodes, "node"),
    ],
    readAt: now - (now % MINUTE_MS),
    timeZone,
    demo,
  };
}
