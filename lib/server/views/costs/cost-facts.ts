import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { calendarUnitAround, durationMs, type TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import type { CostSample } from "../../history/read/cost-sample";
import { nextTurn } from "../../pause";
import { type CostPeriods, outlineMoments, readCostOutline } from "./cost-outline";
import type { CostPlan, CostSource } from "./cost-plan";
import type { Sampler } from "./cost-rates";
import type { CostFacts } from "./costs-view";
import { readProviderFigure } from "./provider-figure";
import { readSeries } from "./read-series";
import { readWatched } from "./read-watched";

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
  const sample: Sampler = (moments, each, only) =>
    untilAborted(history.sampleCosts(moments, each, { ...filter, ...only }, { isStored: bucket !== "hour" }), signal);

  const readCosts = async () => {
    const atEnds: CostSample[] = [];
    const atMoments = sample(outlineMoments(periods), groupBy === "cluster" ? "cluster" : "group");
    const outline = await readCostOutline(keeping(atEnds, window, atMoments), groupBy, periods);
    return {
      outline,
      ...(await readSeries({ history, sample, filter, groupBy, window, timeZone, buckets, outline, atEnds })),
    };
  };
  // None of these needs another, and a database on another machine answers them side by side.
  const [{ outline, ...series }, doubt, watched, clockJumps, providerFigure] = await Promise.all([
    readCosts(),
    readDoubts(history, periods, filter),
    readWatched(history, filter, { periods, buckets, clusterId, now }),
    history.clockJumps({ from: Math.min(window.from, month.from), to: now }, filter),
    clusterId === null ? null : readProviderFigure(history, clusterId, filter),
  ]);
  await nextTurn();
  signal.throwIfAborted();
  return {
    ...{ now, window, bucket, groupBy, timeZone, billingTimeZone, buckets, month, periods, filter },
    accountIds: new Set([...outline.series.values()].flatMap(({ accountIds }) => accountIds)),
    today: outline.today,
    yesterday: outline.yesterday,
    monthToDate: outline.monthToDate,
    previous: outline.previous,
    current: outline.current,
    ...{ ...series, doubt, ...watched, clockJumps, providerFigure },
    writing: history.writing(),
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

async function readDoubts(history: History, periods: CostPeriods, filter: ClusterFilter): Promise<CostFacts["doubt"]> {
  const doubtOf = await history.readWindowDoubts(Object.values(periods), filter);
  return {
    window: doubtOf(periods.window),
    previous: doubtOf(periods.previous),
    today: doubtOf(periods.today),
    yesterday: doubtOf(periods.yesterday),
    month: doubtOf(periods.month),
  };
}
