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
  /** How many series it stands for: 1, but for the one that holds what is too small to be told apart. */
  count: number;
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

/** More are told as one, "412 others": nobody reads them, and a year of days for each is megabytes. */
const MOST_SERIES = 100;
const OTHERS_KEY = "others";

/** Largest first. A series that had neither cost nor a price to be paid in these buckets is left out. */
export function costSeries(
  groupBy: CostGrouping,
  samples: readonly CostSample[],
  buckets: readonly TimeWindow[],
): CostSeriesParts[] {
  const groups = [...Map.groupBy(samples, (sample) => seriesKey(groupBy, sample))].map(([key, own]) => {
    const parts = partsOf(own, buckets);
    return { key, count: 1, samples: own, parts, total: sumCosts(parts) };
  });
  const present = groups.filter(({ samples: own, total }) => total !== NO_COST || isPresent(own, buckets));
  present.sort((one, other) => compareCosts(other.total, one.total) || (one.key < other.key ? -1 : 1));
  const told = present.length > MOST_SERIES ? withOthers(present, MOST_SERIES - 1) : present;
  const rounded = roundParts(told.flatMap(({ parts }) => parts));
  return told.map(({ key, count, samples: own }, index) => ({
    ...{ key, count },
    samples: own,
    parts: rounded.slice(index * buckets.length, (index + 1) * buckets.length),
  }));
}

interface ExactSeries extends Omit<CostSeriesParts, "parts"> {
  parts: ExactCost[];
}

function withOthers(series: readonly ExactSeries[], alone: number): ExactSeries[] {
  const others = series.slice(alone);
  return [
    ...series.slice(0, alone),
    {
      key: OTHERS_KEY,
      count: others.length,
      samples: others.flatMap(({ samples }) => samples),
      parts: (others[0]?.parts ?? []).map((_, bucket) => sumCosts(others.map(({ parts }) => parts[bucket] ?? NO_COST))),
    },
  ];
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
