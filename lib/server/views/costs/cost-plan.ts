import "server-only";
import type { CostGrouping } from "@/lib/contract/costs";
import { MAX_RATE_STEPS } from "@/lib/domain/money/rate-steps";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { type BucketUnit, calendarBuckets, type TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";

export interface CostQuery {
  /** `null`: from the start of the history. */
  from: EpochMs | null;
  /** `null`: until now. */
  to: EpochMs | null;
  bucket: BucketUnit;
  groupBy: CostGrouping;
  /** In which the range and its buckets begin. */
  timeZone: string;
  /** In which the current day and month begin. */
  billingTimeZone: string;
  /** Only this cluster; nothing if `filter` excludes it. */
  clusterId: string | null;
}

export interface CostSource {
  history: History;
  now: EpochMs;
  /** What the person may see. */
  filter: ClusterFilter;
}

export interface CostBounds {
  maxBuckets: number;
  /** How often running totals may be looked up for one answer, as long as that allows `MIN_BUCKETS`. */
  maxLookups: number;
}

/** A query with a known window, and the work that answering it takes. */
export interface CostPlan {
  query: CostQuery;
  filter: ClusterFilter;
  window: TimeWindow;
  /** The window, divided by the calendar. */
  buckets: readonly TimeWindow[];
  lookups: number;
}

/** The query asks for too much, given the number of clusters in the history. */
export interface RefusedPlan {
  clusters: number;
  maxBuckets: number;
}

/**
 * Always allowed, however many clusters there are: charts need no more than this, and the bound above is not a promise.
 */
const MIN_BUCKETS = 200;

/** Nothing that is read for it grows with the window. */
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

/** A person who may not see the cluster gets the same answer as for no clusters. */
function narrow(filter: ClusterFilter, clusterId: string | null): ClusterFilter {
  if (clusterId === null) return filter;
  return { ...filter, clusterIds: filter.clusterIds?.includes(clusterId) === false ? [] : [clusterId] };
}

/** The future has no costs yet. */
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
