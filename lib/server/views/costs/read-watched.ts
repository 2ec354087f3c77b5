import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import type { CostPeriods } from "./cost-outline";
import type { CostFacts } from "./costs-view";
import { readWatches } from "./read-watches";

interface WatchedQuery {
  periods: CostPeriods;
  buckets: readonly TimeWindow[];
  clusterId: string | null;
  now: EpochMs;
}

/**
 * How the buckets and the periods were watched. A cluster that appeared after the first reading of its account has been
 * watched since it began, whatever was missed before.
 */
export async function readWatched(
  history: History,
  filter: ClusterFilter,
  { periods, buckets, clusterId, now }: WatchedQuery,
): Promise<Pick<CostFacts, "watches" | "watched">> {
  const beganAt = clusterId === null ? null : await history.clusterAppeared(clusterId);
  const lived = ({ from, to }: TimeWindow) => ({ from: Math.min(to, Math.max(from, beganAt ?? from)), to });
  const window = lived(periods.window);
  const previous = lived(periods.previous);
  const today = lived(periods.today);
  const yesterday = lived(periods.yesterday);
  const month = lived(periods.month);
  // The range may be years ago, and what lies in between is not needed.
  const ofRange = await readWatches(history, filter, [buckets, [window], [previous]], now);
  const ofNow = await readWatches(history, filter, [[today], [yesterday], [month]], now);
  return {
    watches: ofRange[0] ?? [],
    watched: {
      window: { window, watches: ofRange[1] ?? [] },
      previous: { window: previous, watches: ofRange[2] ?? [] },
      today: { window: today, watches: ofNow[0] ?? [] },
      yesterday: { window: yesterday, watches: ofNow[1] ?? [] },
      month: { window: month, watches: ofNow[2] ?? [] },
    },
  };
}
