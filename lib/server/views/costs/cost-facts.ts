import "server-only";
import type { Costs } from "@/lib/contract/costs";
import { costSince, roundCost, subtractUsd, sumCosts } from "@/lib/domain/money/cost";
import { MAX_RATE_STEPS } from "@/lib/domain/money/rate-steps";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import { calendarUnitAround, type TimeWindow } from "@/lib/domain/time/time-window";
import { createWatchFold, type Watch } from "@/lib/domain/time/watch";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import type { CostSample } from "../../history/read/cost-sample";
import { outlineMoments, readCostOutline } from "./cost-outline";
import type { CostPlan, CostSource } from "./cost-plan";
import { createRateFold, readExactRates, sampleRates } from "./cost-rates";
import { bucketMoments, createSeriesFold, keysToRead, largestKeys, seriesLimit } from "./cost-series";
import type { CostFacts } from "./costs-view";

/** A chart stacks at most this many series, plus "the others". */
const SERIES_WITH_RATES = 7;
/** With fewer buckets than this, they are too coarse to draw a rate. */
const MIN_RATE_STEPS = 100;

/**
 * What the ledger answers to a query. Sums are computed while it is read. Other work runs between statements, and
 * `signal` aborts it.
 */
export async function readCostFacts(
  { query, filter, window, buckets }: CostPlan,
  { history, now }: CostSource,
  signal: AbortSignal,
): Promise<CostFacts> {
  const { groupBy, bucket, timeZone, clusterId } = query;
  const day = calendarUnitAround(now, "day", timeZone);
  const month = calendarUnitAround(now, "month", timeZone);
  const sample = (moments: readonly EpochMs[], each: "group" | "cluster", only: ClusterFilter = filter) =>
    untilAborted(history.sampleCosts(moments, each, only, { isStored: bucket !== "hour" }), signal);
  const each = groupBy === "cluster" ? "cluster" : "group";

  const edges = { window, today: day.from, month: month.from, now };
  const atEnds: CostSample[] = [];
  const outline = await readCostOutline(keeping(atEnds, window, sample(outlineMoments(edges), each)), groupBy, edges);
  const charted = largestKeys(outline.series, SERIES_WITH_RATES);
  const rateQuery = { history, filter, groupBy, window, charted };
  const exactRates = await readExactRates(rateQuery);
  const starts = buckets.map(({ from }) => from);
  const canDrawByBuckets = starts.length >= MIN_RATE_STEPS && starts.length <= MAX_RATE_STEPS;
  const bucketRates = exactRates === null && canDrawByBuckets ? createRateFold(groupBy, starts, charted) : null;
  const fold = createSeriesFold(groupBy, outline.series, buckets);
  const moments = bucketMoments(buckets).filter((moment) => moment !== window.from && moment !== window.to);
  const keys = groupBy === "cluster" ? keysToRead(outline.series, seriesLimit(buckets.length)) : null;
  const isAlone = keys === null ? null : new Set([...keys, ...charted]);
  const addAlone = (samples: readonly CostSample[]) => {
    fold.add(samples);
    bucketRates?.addOwn(samples);
  };
  const addWhole = (samples: readonly CostSample[]) => {
    fold.addWhole(samples);
    bucketRates?.addWhole(samples);
  };
  if (isAlone === null) {
    addAlone(atEnds);
    bucketRates?.addWhole(atEnds);
    for await (const samples of sample(moments, each)) {
      addAlone(samples);
      bucketRates?.addWhole(samples);
    }
  } else {
    addAlone(atEnds.filter(({ clusterId }) => isAlone.has(clusterId ?? "")));
    addWhole(atEnds);
    const ofThese = { ...filter, clusterIds: [...isAlone].sort() };
    for await (const samples of sample(moments, "cluster", ofThese)) addAlone(samples);
    for await (const samples of sample(moments, "group")) addWhole(samples);
  }
  signal.throwIfAborted();
  const doubtOf = history.windowDoubts(filter);
  return {
    ...{ now, window, bucket, groupBy, timeZone, buckets, month },
    accountIds: new Set([...outline.series.values()].flatMap((series) => series.accountIds)),
    today: outline.today,
    monthToDate: outline.monthToDate,
    current: outline.current,
    series: fold.series(),
    doubt: {
      window: await doubtOf(window),
      today: await doubtOf({ from: day.from, to: now }),
      month: await doubtOf({ from: month.from, to: now }),
    },
    watches: await readWatches(history, filter, buckets, now),
    ...(exactRates ?? bucketRates?.rates() ?? (await sampleRates(rateQuery))),
    writing: history.writing(),
    clockJumps: await history.clockJumps({ from: Math.min(window.from, month.from), to: now }, filter),
    providerFigure: clusterId === null ? null : await readProviderFigure(history, clusterId, filter),
  };
}

/** Passes samples on, and keeps those at the ends of the window, which the buckets need too. */
async function* keeping(kept: CostSample[], { from, to }: TimeWindow, batches: AsyncIterable<readonly CostSample[]>) {
  for await (const samples of batches) {
    kept.push(...samples.filter(({ at }) => at === from || at === to));
    yield samples;
  }
}

async function* untilAborted<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
}

/** Even without buckets, it is known since when each account has been watched. */
async function readWatches(
  history: History,
  filter: ClusterFilter,
  buckets: readonly TimeWindow[],
  now: EpochMs,
): Promise<Watch[]> {
  const fold = createWatchFold(buckets, now);
  const window = { from: buckets[0]?.from ?? now, to: buckets.at(-1)?.to ?? now };
  for await (const run of history.observedRuns(window, filter)) fold.add(run);
  return fold.watches();
}

async function readProviderFigure(
  history: History,
  clusterId: string,
  filter: ClusterFilter,
): Promise<NonNullable<Costs["providerFigure"]> | null> {
  const figures = filter.clusterIds?.includes(clusterId) ? await history.readProviderFigures(clusterId) : null;
  if (figures === null) return null;
  const { first, last } = figures;
  const samples = (await Array.fromAsync(history.sampleCosts([first.at, last.at], "cluster", filter))).flat();
  const accruedAt = (moment: EpochMs) =>
    sumCosts(samples.filter(({ at }) => at === moment).map(({ accrued }) => accrued));
  const ours = roundCost(costSince(accruedAt(first.at), accruedAt(last.at)));
  return {
    usdMicros: last.usdMicros,
    at: isoTime(last.at),
    firstAt: isoTime(first.at),
    firstUsdMicros: first.usdMicros,
    differenceUsdMicros: subtractUsd(subtractUsd(last.usdMicros, first.usdMicros), ours),
  };
}
