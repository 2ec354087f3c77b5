import "server-only";
import type { Costs } from "@/lib/contract/costs";
import { costSince, roundCost, subtractUsd, sumCosts } from "@/lib/domain/money/cost";
import { MAX_RATE_STEPS } from "@/lib/domain/money/rate-steps";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import { calendarUnitAround, durationMs, type TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import type { WindowDoubt } from "../../history/read/window-doubt";
import { type CostPeriods, outlineMoments, readCostOutline } from "./cost-outline";
import type { CostPlan, CostSource } from "./cost-plan";
import { createRateFold, readExactRates, sampleRates } from "./cost-rates";
import { bucketMoments, createSeriesFold, largestKeys } from "./cost-series";
import { type CostFacts, hoursOf } from "./costs-view";
import { readWatches } from "./read-watches";

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
  const { groupBy, bucket, timeZone, billingTimeZone, clusterId } = query;
  const month = calendarUnitAround(now, "month", billingTimeZone);
  const periods = costPeriods(window, month, billingTimeZone, now);
  const sample = (moments: readonly EpochMs[]) =>
    untilAborted(history.sampleCosts(moments, groupBy === "cluster" ? "cluster" : "group", filter), signal);

  const outline = await readCostOutline(sample(outlineMoments(periods)), groupBy, periods);
  const charted = largestKeys(outline.series, SERIES_WITH_RATES);
  const rateQuery = { history, filter, groupBy, window, charted };
  const exactRates = await readExactRates(rateQuery);
  const starts = buckets.map(({ from }) => from);
  const canDrawByBuckets = starts.length >= MIN_RATE_STEPS && starts.length <= MAX_RATE_STEPS;
  const bucketRates = exactRates === null && canDrawByBuckets ? createRateFold(groupBy, starts, charted) : null;
  const fold = createSeriesFold(groupBy, outline.series, buckets);
  for await (const samples of sample(bucketMoments(buckets))) {
    fold.add(samples);
    bucketRates?.add(samples);
  }
  signal.throwIfAborted();
  return {
    ...{ now, window, bucket, groupBy, timeZone, billingTimeZone, buckets, month, periods, filter },
    accountIds: new Set([...outline.series.values()].flatMap((series) => series.accountIds)),
    today: outline.today,
    yesterday: outline.yesterday,
    monthToDate: outline.monthToDate,
    previous: outline.previous,
    current: outline.current,
    series: fold.series(),
    doubt: await readDoubts(history, periods, filter),
    ...(await readWatched(history, filter, { periods, buckets, clusterId, now })),
    ...(exactRates ?? bucketRates?.rates() ?? (await sampleRates(rateQuery))),
    writing: history.writing(),
    clockJumps: await history.clockJumps({ from: Math.min(window.from, month.from), to: now }, filter),
    providerFigure: clusterId === null ? null : await readProviderFigure(history, clusterId, filter),
  };
}

async function* untilAborted<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
}

function costPeriods(window: TimeWindow, month: TimeWindow, timeZone: string, now: EpochMs): CostPeriods {
  const today = calendarUnitAround(now, "day", timeZone);
  return {
    window,
    previous: { from: window.from - durationMs(window), to: window.from },
    today: { from: today.from, to: now },
    yesterday: calendarUnitAround(today.from - 1, "day", timeZone),
    month: { from: month.from, to: now },
  };
}

/** The usual range is a month, a day or yesterday: what is asked twice is read once. */
async function readDoubts(
  history: History,
  { window, previous, today, yesterday, month }: CostPeriods,
  filter: ClusterFilter,
): Promise<CostFacts["doubt"]> {
  const known = new Map<string, WindowDoubt>();
  const read = async (period: TimeWindow) => {
    const key = `${period.from} ${period.to}`;
    const doubt = known.get(key) ?? (await history.readWindowDoubt(period, filter));
    known.set(key, doubt);
    return doubt;
  };
  return {
    window: await read(window),
    previous: await read(previous),
    today: await read(today),
    yesterday: await read(yesterday),
    month: await read(month),
  };
}

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
async function readWatched(
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
  const window = { from: first.at, to: last.at };
  const { errorUsdMicros, unpricedMs } = await history.readWindowDoubt(window, filter);
  const [[watch] = []] = await readWatches(history, filter, [[window]], last.at);
  return {
    usdMicros: last.usdMicros,
    at: isoTime(last.at),
    firstAt: isoTime(first.at),
    firstUsdMicros: first.usdMicros,
    differenceUsdMicros: subtractUsd(subtractUsd(last.usdMicros, first.usdMicros), ours),
    errorUsdMicros,
    unwatchedHours: hoursOf(durationMs(window) - (watch?.observedMs[0] ?? 0)),
    unpricedHours: hoursOf(unpricedMs),
  };
}
