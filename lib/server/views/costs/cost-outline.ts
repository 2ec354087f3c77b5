import "server-only";
import type { CostGrouping } from "@/lib/contract/costs";
import { addRates, costSince, type ExactCost, NO_COST, sumCosts, type UsdMicrosPerHour } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { CostSample } from "../../history/read/cost-sample";

/** What identifies a series. */
export type SeriesSubject = Pick<CostSample, "accountId" | "provider" | "gpuModel" | "clusterId">;

export function seriesKey(groupBy: CostGrouping, { accountId, provider, gpuModel, clusterId }: SeriesSubject): string {
  if (groupBy === "provider") return provider;
  if (groupBy === "account") return accountId;
  if (groupBy === "cluster") return clusterId ?? "";
  return groupBy === "gpu-model" ? (gpuModel ?? "unknown") : "all";
}

/** What is known about a series before its buckets are read. */
export interface SeriesOutline {
  key: string;
  /** The name of its cluster, if the series is a single cluster. */
  clusterName: string | null;
  accountIds: readonly string[];
  /** The cost over the window. */
  total: ExactCost;
  /** The cost over the equally long time before. */
  previous: ExactCost;
  monthToDate: ExactCost;
  /** Whether it was billed, at a known price or not, at the start or end of the window. */
  isPresent: boolean;
  /** How long it was billed at an unknown price within the window, summed over its clusters. */
  unpricedMs: number;
}

export interface CostOutline {
  series: ReadonlyMap<string, SeriesOutline>;
  today: ExactCost;
  yesterday: ExactCost;
  monthToDate: ExactCost;
  previous: ExactCost;
  /** The current rates, by account. */
  current: ReadonlyMap<string, { usdMicrosPerHour: UsdMicrosPerHour; unpricedClusters: number }>;
}

/** The times whose costs are told besides those of the buckets. Days and months end now. */
export interface CostPeriods {
  window: TimeWindow;
  /** The equally long time before the window. */
  previous: TimeWindow;
  today: TimeWindow;
  yesterday: TimeWindow;
  month: TimeWindow;
}

export function outlineMoments(periods: CostPeriods): EpochMs[] {
  return [...new Set(Object.values(periods).flatMap(({ from, to }: TimeWindow) => [from, to]))];
}

/**
 * Adds up the samples at `outlineMoments` as they arrive: only a few numbers per series are held, however many samples
 * there are.
 */
export async function readCostOutline(
  batches: AsyncIterable<readonly CostSample[]>,
  groupBy: CostGrouping,
  periods: CostPeriods,
): Promise<CostOutline> {
  const series = new Map<string, SeriesOutline>();
  const current = new Map<string, { usdMicrosPerHour: UsdMicrosPerHour; unpricedClusters: number }>();
  const sums = { today: NO_COST, yesterday: NO_COST, monthToDate: NO_COST, previous: NO_COST };
  for await (const samples of batches) {
    for (const sample of samples) {
      const key = seriesKey(groupBy, sample);
      series.set(key, withSample(series.get(key) ?? newSeries(key, sample), sample, periods));
      sums.today = sumCosts([sums.today, costIn(sample, periods.today)]);
      sums.yesterday = sumCosts([sums.yesterday, costIn(sample, periods.yesterday)]);
      sums.monthToDate = sumCosts([sums.monthToDate, costIn(sample, periods.month)]);
      sums.previous = sumCosts([sums.previous, costIn(sample, periods.previous)]);
      if (sample.at === periods.today.to) {
        const before = current.get(sample.accountId);
        current.set(sample.accountId, {
          usdMicrosPerHour: addRates(before?.usdMicrosPerHour, sample.usdMicrosPerHour),
          unpricedClusters: (before?.unpricedClusters ?? 0) + sample.unpricedClusters,
        });
      }
    }
  }
  return { series, ...sums, current };
}

function newSeries(key: string, { clusterName }: CostSample): SeriesOutline {
  return {
    key,
    clusterName,
    accountIds: [],
    total: NO_COST,
    previous: NO_COST,
    monthToDate: NO_COST,
    isPresent: false,
    unpricedMs: 0,
  };
}

function withSample(
  before: SeriesOutline,
  sample: CostSample,
  { window, previous, month, today }: CostPeriods,
): SeriesOutline {
  const { accountId } = sample;
  const { accountIds } = before;
  const isAtEdge = window.from < window.to && (sample.at === window.from || sample.at === window.to);
  return {
    ...before,
    // Earlier samples may have been read before the cluster was renamed.
    clusterName: sample.at === today.to ? sample.clusterName : before.clusterName,
    accountIds: accountIds.includes(accountId) ? accountIds : [...accountIds, accountId],
    total: sumCosts([before.total, costIn(sample, window)]),
    previous: sumCosts([before.previous, costIn(sample, previous)]),
    monthToDate: sumCosts([before.monthToDate, costIn(sample, month)]),
    isPresent: before.isPresent || (isAtEdge && isCharged(sample)),
    unpricedMs: before.unpricedMs + unpricedIn(sample, window),
  };
}

/** What a sample adds to the cost of a window: everything accrued by its end, minus everything accrued by its start. */
export function costIn({ at, accrued }: CostSample, { from, to }: TimeWindow): ExactCost {
  if (from === to) return NO_COST;
  if (at === to) return accrued;
  return at === from ? costSince(accrued, NO_COST) : NO_COST;
}

function unpricedIn({ at, unpricedMs }: CostSample, { from, to }: TimeWindow): number {
  if (from === to) return 0;
  return at === to ? unpricedMs : at === from ? -unpricedMs : 0;
}

/** Whether anything was billed, at a known price or not. */
export function isCharged({ usdMicrosPerHour, unpricedClusters }: CostSample): boolean {
  return usdMicrosPerHour > 0 || unpricedClusters > 0;
}
