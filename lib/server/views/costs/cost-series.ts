import "server-only";
import { type CostGrouping, MAX_COST_POINTS, MAX_COST_SERIES } from "@/lib/contract/costs";
import {
  addCosts,
  compareCosts,
  costSince,
  type ExactCost,
  NO_COST,
  roundParts,
  sumCosts,
  type UsdMicros,
} from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { CostSample } from "../../history/read/cost-sample";
import { isCharged, type SeriesOutline, seriesKey } from "./cost-outline";

/** The clusters that share a line of the answer. */
export interface CostSeriesParts
  extends Pick<SeriesOutline, "key" | "clusterName" | "accountIds" | "monthToDate" | "previous"> {
  /** How many series it combines: 1, except for the one that holds everything too small to be listed. */
  count: number;
  /** One amount per bucket. The amounts of all series add up to their rounded sum. */
  parts: UsdMicros[];
}

const OTHERS_KEY = "others";

/**
 * Nobody reads more than a hundred, and a year of days for each takes megabytes: the more buckets, the fewer series are
 * listed.
 */
export function seriesLimit(bucketCount: number): number {
  return Math.min(MAX_COST_SERIES, Math.floor(MAX_COST_POINTS / Math.max(1, bucketCount)));
}

/** The series that will be the largest, found before their buckets are read. */
export function largestKeys(outlines: ReadonlyMap<string, SeriesOutline>, limit: number): string[] {
  const present = [...outlines.values()].filter(({ total, isPresent }) => total !== NO_COST || isPresent);
  return present
    .sort(largestFirst)
    .slice(0, limit)
    .map(({ key }) => key);
}

/**
 * The series whose buckets decide what is listed and what it costs, found before any buckets are read; `null` if that is
 * all of them. What the rest costs is what they leave of the whole.
 */
export function keysToRead(outlines: ReadonlyMap<string, SeriesOutline>, limit: number): string[] | null {
  if (outlines.size <= limit) return null;
  const listed = largestCosts(outlines, limit);
  const mayBePresent = [...outlines.values()].filter(
    ({ total, isPresent, unpricedMs }) => total === NO_COST && !isPresent && unpricedMs > 0,
  );
  return [...listed, ...mayBePresent].map(({ key }) => key);
}

/** Costs are never negative: what costs nothing in the whole window costs nothing in any part of it. */
function largestCosts(outlines: ReadonlyMap<string, SeriesOutline>, limit: number): SeriesOutline[] {
  const costly = [...outlines.values()].filter(({ total }) => total !== NO_COST);
  return costly.sort(largestFirst).slice(0, limit);
}

/** The ends of all buckets, and the beginning of the first. */
export function bucketMoments(buckets: readonly TimeWindow[]): EpochMs[] {
  const [first] = buckets;
  return first === undefined ? [] : [first.from, ...buckets.map(({ to }) => to)];
}

/**
 * Adds up samples at `bucketMoments` as they arrive: one sum per bucket for each listed series, and for all others
 * together.
 */
export interface SeriesFold {
  add(samples: readonly CostSample[]): void;
  /** Samples of all clusters together, for a fold that gets only `keysToRead`. */
  addWhole(samples: readonly CostSample[]): void;
  /** Largest first. A series that had no cost and was not billed in these buckets is left out. */
  series(): CostSeriesParts[];
}

export function createSeriesFold(
  groupBy: CostGrouping,
  outlines: ReadonlyMap<string, SeriesOutline>,
  buckets: readonly TimeWindow[],
  limit = seriesLimit(buckets.length),
): SeriesFold {
  const moments = bucketMoments(buckets);
  const indexOf = new Map(moments.map((moment, index) => [moment, index]));
  const newTotals = (): ExactCost[] => moments.map(() => NO_COST);
  const own = new Map(largestCosts(outlines, limit).map(({ key }) => [key, newTotals()]));
  const ofListed = newTotals();
  const ofOthers = newTotals();
  let whole: ExactCost[] | null = null;
  const present = new Set([...outlines.values()].flatMap(({ key, isPresent }) => (isPresent ? [key] : [])));

  return {
    add: (samples) => {
      for (const sample of samples) {
        const index = indexOf.get(sample.at);
        if (index === undefined) continue;
        const key = seriesKey(groupBy, sample);
        const totals = own.get(key);
        addAt(totals ?? ofOthers, index, sample.accrued);
        if (totals !== undefined) addAt(ofListed, index, sample.accrued);
        if (isCharged(sample)) present.add(key);
      }
    },
    addWhole: (samples) => {
      whole ??= newTotals();
      for (const { at, accrued } of samples) {
        const index = indexOf.get(at);
        if (index !== undefined) addAt(whole, index, accrued);
      }
    },
    series: () => {
      const shown = [...outlines.values()].filter(({ key, total }) => total !== NO_COST || present.has(key));
      shown.sort(largestFirst);
      const alone = shown.length > limit ? shown.slice(0, limit - 1) : shown;
      const others = shown.slice(alone.length);
      const totalsOfOthers = others.map(({ key }) => own.get(key)).filter((totals) => totals !== undefined);
      const unlisted = whole === null ? ofOthers : restOf(whole, ofListed);
      const exact = [
        ...alone.map((outline) => ({ ...outline, count: 1, parts: partsOf(own.get(outline.key) ?? newTotals()) })),
        ...(others.length === 0
          ? []
          : [othersOf(others, partsOf(addUp([unlisted, ...totalsOfOthers])).map(notNegative))]),
      ];
      const parts = roundParts(exact.flatMap((series) => series.parts));
      return exact.map(({ key, clusterName, accountIds, monthToDate, previous, count }, index) => ({
        ...{ key, clusterName, accountIds, monthToDate, previous, count },
        parts: parts.slice(index * buckets.length, (index + 1) * buckets.length),
      }));
    },
  };
}

interface ExactSeries extends Omit<CostSeriesParts, "parts"> {
  parts: ExactCost[];
}

function othersOf(others: readonly SeriesOutline[], parts: ExactCost[]): ExactSeries {
  return {
    key: OTHERS_KEY,
    clusterName: null,
    accountIds: [...new Set(others.flatMap(({ accountIds }) => accountIds))],
    monthToDate: sumCosts(others.map(({ monthToDate }) => monthToDate)),
    previous: sumCosts(others.map(({ previous }) => previous)),
    count: others.length,
    parts,
  };
}

function largestFirst(one: SeriesOutline, other: SeriesOutline): number {
  return compareCosts(other.total, one.total) || (one.key < other.key ? -1 : 1);
}

function addUp(totals: readonly (readonly ExactCost[])[]): ExactCost[] {
  const [first = []] = totals;
  return first.map((_, index) => sumCosts(totals.map((own) => own[index] ?? NO_COST)));
}

function addAt(totals: ExactCost[], index: number, cost: ExactCost): void {
  totals[index] = addCosts(totals[index] ?? NO_COST, cost);
}

function restOf(whole: readonly ExactCost[], part: readonly ExactCost[]): ExactCost[] {
  return whole.map((total, index) => costSince(part[index] ?? NO_COST, total));
}

/** The whole may have been read a poll before its parts. */
function notNegative(cost: ExactCost): ExactCost {
  return compareCosts(cost, NO_COST) < 0 ? NO_COST : cost;
}

/** Before its first sample a group had cost nothing. */
function partsOf(totals: readonly ExactCost[]): ExactCost[] {
  return totals.slice(1).map((total, index) => costSince(totals[index] ?? NO_COST, total));
}
