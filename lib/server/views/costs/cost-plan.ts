import "server-only";
import type { CostGrouping } from "@/lib/contract/costs";
import { MAX_RATE_STEPS } from "@/lib/domain/money/rate-steps";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { type BucketUnit, calendarBuckets, type TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";

export interface CostQuery {
  /** `null`: the beginning of history. */
  from: EpochMs | null;
  /** `null`: now. */
  to: EpochMs | null;
  bucket: BucketUnit;
  groupBy: CostGrouping;
  timeZone: string;
  /** Only of this cluster; with `filter`, of neither when that leaves it out. */
  clusterId: string | null;
}

export interface CostSource {
  history: History;
  now: EpochMs;
  /** What the person who asks may see. */
  filter: ClusterFilter;
}

export interface CostBounds {
  maxBuckets: number;
  /** How often the running total of a cluster may be looked up for one answer, as long as that leaves `MIN_BUCKETS`. */
  maxLookups: number;
}

/** A query whose window is known, and what answering it costs. */
export interface CostPlan {
  query: CostQuery;
  filter: ClusterFilter;
  window: TimeWindow;
  /** The window, cut by the calendar. */
  buckets: readonly TimeWindow[];
  lookups: number;
}

/** Asks for too much of a history with so many clusters. */
export interface RefusedPlan {
  clusters: number;
  maxBuckets: number;
}

/** However many clusters there are: a chart of this product asks for no more, and the other bound is no promise. */
const MIN_BUCKETS = 200;

/** Nothing is read for it that grows with the window. */
export async function planCosts(
  query: CostQuery,
  { history, now, filter: visible }: CostSource,
  bounds: CostBounds,
): Promise<CostPlan | RefusedPlan> {
  const filter = narrow(visible, query.clusterId);
  const window = await resolveWindow(query, history, filter, now);
  const clusters = await history.countClusters(filter);
  const maxBuckets = bucketsFor(clusters, bounds);
  const buckets = calendarBuckets(window, query.bucket, query.timeZone, maxBuckets);
  if (buckets === null) return { clusters, maxBuckets };
  return { query, filter, window, buckets, lookups: clusters * (buckets.length + MAX_RATE_STEPS) };
}

function bucketsFor(clusters: number, { maxBuckets, maxLookups }: CostBounds): number {
  const affordable = Math.floor(maxLookups / Math.max(1, clusters)) - MAX_RATE_STEPS;
  return Math.min(maxBuckets, Math.max(MIN_BUCKETS, affordable));
}

/** A person who may not see the cluster gets the answer for no cluster. */
function narrow(filter: ClusterFilter, clusterId: string | null): ClusterFilter {
  if (clusterId === null) return filter;
  return { ...filter, clusterIds: filter.clusterIds?.includes(clusterId) === false ? [] : [clusterId] };
}

/** What is to come has no costs yet. */
async function resolveWindow(
  query: CostQuery,
  history: History,
  filter: ClusterFilter,
  now: EpochMs,
): Promise<TimeWindow> {
  const to = Math.min(query.to ?? now, now);
  if (query.from !== null) return { from: Math.min(query.from, to), to };
  const runs = await Array.fromAsync(history.observedRuns({ from: now, to: now }, filter));
  return { from: Math.min(to, ...runs.map(({ startedAt }) => startedAt)), to };
}
