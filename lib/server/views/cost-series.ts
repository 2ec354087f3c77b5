import "server-only";
import type { CostGrouping } from "@/lib/contract/costs";
import type { EpochMs } from "@/lib/domain/cluster";
import {
  compareCosts,
  costSince,
  type ExactCost,
  NO_COST,
  roundParts,
  sumCosts,
  type UsdMicros,
} from "@/lib/domain/cost";
import type { TimeWindow } from "@/lib/domain/time-window";
import type { CostSample } from "../history/cost-samples";

/** The clusters that share a line of the answer. */
export interface CostSeriesParts {
  key: string;
  samples: readonly CostSample[];
  /** One for each bucket. The parts of all series together add up to their rounded sum. */
  parts: UsdMicros[];
}

/** What tells one series from another. */
export type SeriesSubject = Pick<CostSample, "connectionId" | "provider" | "gpuModel" | "clusterId">;

export function seriesKey(
  groupBy: CostGrouping,
  { connectionId, provider, gpuModel, clusterId }: SeriesSubject,
): string {
  if (groupBy === "provider") return provider;
  if (groupBy === "connection") return connectionId;
  if (groupBy === "cluster") return clusterId ?? "";
  return groupBy === "gpu-model" ? (gpuModel ?? "unknown") : "all";
}

/** Largest first. A series that had neither cost nor a price to be paid in these buckets is left out. */
export function costSeries(
  groupBy: CostGrouping,
  samples: readonly CostSample[],
  buckets: readonly TimeWindow[],
): CostSeriesParts[] {
  const groups = [...Map.groupBy(samples, (sample) => seriesKey(groupBy, sample))].map(([key, own]) => {
    const parts = partsOf(own, buckets);
    return { key, samples: own, parts, total: sumCosts(parts) };
  });
  const present = groups.filter(({ samples: own, total }) => total !== NO_COST || isPresent(own, buckets));
  present.sort((one, other) => compareCosts(other.total, one.total) || (one.key < other.key ? -1 : 1));
  const rounded = roundParts(present.flatMap(({ parts }) => parts));
  return present.map(({ key, samples: own }, index) => ({
    key,
    samples: own,
    parts: rounded.slice(index * buckets.length, (index + 1) * buckets.length),
  }));
}

export function accruedAt(samples: readonly CostSample[], moment: EpochMs): ExactCost {
  return sumCosts(samples.filter(({ at }) => at === moment).map(({ accrued }) => accrued));
}

/** Before its first sample a group had cost nothing. */
function partsOf(samples: readonly CostSample[], buckets: readonly TimeWindow[]): ExactCost[] {
  const totals = new Map<EpochMs, ExactCost>();
  for (const { at, accrued } of samples) totals.set(at, sumCosts([totals.get(at) ?? NO_COST, accrued]));
  return buckets.map(({ from, to }) => costSince(totals.get(from) ?? NO_COST, totals.get(to) ?? NO_COST));
}

function isPresent(samples: readonly CostSample[], buckets: readonly TimeWindow[]): boolean {
  const moments = new Set(buckets.flatMap(({ from, to }) => [from, to]));
  return samples.some(
    ({ at, usdMicrosPerHour, unpricedClusters }) => moments.has(at) && (usdMicrosPerHour > 0 || unpricedClusters > 0),
  );
}
