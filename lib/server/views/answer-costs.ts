import "server-only";
import type { CostGrouping, Costs } from "@/lib/contract/costs";
import type { EpochMs } from "@/lib/domain/cluster";
import { addRates, costSince, roundCost, subtractUsd, type UsdMicrosPerHour } from "@/lib/domain/cost";
import { MAX_RATE_STEPS, type RateStep, rateSteps, samplingTimes } from "@/lib/domain/rate-steps";
import { type BucketUnit, calendarBuckets, calendarUnitAround, type TimeWindow } from "@/lib/domain/time-window";
import type { ClusterFilter } from "../history/cluster-filter";
import type { CostSample } from "../history/cost-samples";
import type { History } from "../history/open-history";
import { accruedAt, costSeries, seriesKey } from "./cost-series";
import { type CostLabels, costsView } from "./costs-view";
import { isoTime } from "./iso-time";

export interface CostQuestion {
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

export interface CostContext {
  history: History;
  now: EpochMs;
  /** What the person who asks may see. */
  filter: ClusterFilter;
  labels: CostLabels;
}

/** A chart stacks no more series than these and "the others". */
const SERIES_WITH_RATES = 7;

/** Answers `GET /api/costs`; `null` when the window would be cut into too many buckets. */
export async function answerCosts(question: CostQuestion, context: CostContext): Promise<Costs | null> {
  const { history, now, labels } = context;
  const { bucket, groupBy, timeZone, clusterId } = question;
  const filter = narrow(context.filter, clusterId);
  const window = await resolveWindow(question, history, filter, now);
  const buckets = calendarBuckets(window, bucket, timeZone);
  if (buckets === null) return null;
  const day = calendarUnitAround(now, "day", timeZone);
  const month = calendarUnitAround(now, "month", timeZone);
  const moments = [...new Set([window.from, ...buckets.map(({ to }) => to), day.from, month.from, now])];
  const samples = await history.sampleCosts(moments, groupBy === "cluster" ? "cluster" : "group", filter);
  const series = costSeries(groupBy, samples, buckets);
  const past = { from: window.from, to: Math.max(window.from, Math.min(window.to, now)) };
  const charted = series.slice(0, SERIES_WITH_RATES).map(({ key }) => key);
  const view = costsView(
    {
      ...{ now, window, bucket, groupBy, timeZone, buckets, day, month, samples, series },
      doubt: {
        window: await history.readWindowDoubt(window, filter),
        today: await history.readWindowDoubt({ from: day.from, to: now }, filter),
        month: await history.readWindowDoubt({ from: month.from, to: now }, filter),
      },
      runs: await history.observedRuns(window, filter),
      ...(await readRates({ history, filter, groupBy, window: past, buckets, samples, charted })),
      writing: (await history.health()).writing,
      clockJumps: await history.clockJumps({ from: Math.min(window.from, month.from), to: now }, filter),
    },
    labels,
  );
  const providerFigure = clusterId === null ? null : await readProviderFigure(history, clusterId, filter);
  return { ...view, ...(providerFigure && { providerFigure }) };
}

/** A person who may not see the cluster gets the answer for no cluster. */
function narrow(filter: ClusterFilter, clusterId: string | null): ClusterFilter {
  if (clusterId === null) return filter;
  return { ...filter, clusterIds: filter.clusterIds?.includes(clusterId) === false ? [] : [clusterId] };
}

async function resolveWindow(
  { from, to }: CostQuestion,
  history: History,
  filter: ClusterFilter,
  now: EpochMs,
): Promise<TimeWindow> {
  if (from !== null) return { from, to: to ?? now };
  const runs = await history.observedRuns({ from: now, to: now }, filter);
  const end = to ?? now;
  return { from: Math.min(end, ...runs.map(({ startedAt }) => startedAt)), to: end };
}

/** Fewer buckets than this are too coarse to draw a rate by. */
const MIN_RATE_STEPS = 100;

interface RateQuestion {
  history: History;
  filter: ClusterFilter;
  groupBy: CostGrouping;
  /** The window until now. */
  window: TimeWindow;
  buckets: readonly TimeWindow[];
  samples: readonly CostSample[];
  /** Keys of the series whose own rates are asked for. */
  charted: readonly string[];
}

interface Rates {
  rate: RateStep[];
  seriesRates: ReadonlyMap<string, RateStep[]>;
}

/** Every change where they can be drawn, else the rate at as many moments as can: those already sampled, if they suffice. */
async function readRates(question: RateQuestion): Promise<Rates> {
  const { history, filter, groupBy, window, buckets, samples, charted } = question;
  const rates = await history.readRates(window, filter, MAX_RATE_STEPS - 1);
  if (rates !== null) {
    const own = Map.groupBy(rates, (cluster) => seriesKey(groupBy, cluster));
    const stepsOf = (clusters: typeof rates) =>
      rateSteps(
        clusters.flatMap(({ intervals }) => intervals),
        window,
      );
    return { rate: stepsOf(rates), seriesRates: new Map(charted.map((key) => [key, stepsOf(own.get(key) ?? [])])) };
  }
  const starts = buckets.map(({ from }) => from).filter((at) => at <= window.to);
  if (starts.length >= MIN_RATE_STEPS && starts.length <= MAX_RATE_STEPS) {
    return sampledRates(samples, samples, starts, question);
  }
  const times = samplingTimes(window);
  const ofAll = await history.sampleCosts(times, "group", filter);
  const ofClusters = { ...filter, clusterIds: charted };
  const own = groupBy === "cluster" ? await history.sampleCosts(times, "cluster", ofClusters) : ofAll;
  return sampledRates(ofAll, own, times, question);
}

function sampledRates(
  ofAll: readonly CostSample[],
  ofSeries: readonly CostSample[],
  times: readonly EpochMs[],
  { groupBy, charted }: RateQuestion,
): Rates {
  const own = Map.groupBy(ofSeries, (sample) => seriesKey(groupBy, sample));
  return {
    rate: sampledSteps(ofAll, times),
    seriesRates: new Map(charted.map((key) => [key, sampledSteps(own.get(key) ?? [], times)])),
  };
}

function sampledSteps(samples: readonly CostSample[], times: readonly EpochMs[]): RateStep[] {
  const rates = new Map<EpochMs, UsdMicrosPerHour>();
  for (const { at, usdMicrosPerHour } of samples) rates.set(at, addRates(rates.get(at), usdMicrosPerHour));
  const steps = times.map((at) => ({ at, usdMicrosPerHour: addRates(rates.get(at)) }));
  return steps.filter(({ usdMicrosPerHour }, index) => usdMicrosPerHour !== steps[index - 1]?.usdMicrosPerHour);
}

async function readProviderFigure(history: History, clusterId: string, filter: ClusterFilter) {
  const figures = filter.clusterIds?.includes(clusterId) ? await history.readProviderFigures(clusterId) : null;
  if (figures === null) return null;
  const { first, last } = figures;
  const samples = await history.sampleCosts([first.at, last.at], "cluster", filter);
  const ours = roundCost(costSince(accruedAt(samples, first.at), accruedAt(samples, last.at)));
  return {
    usdMicros: last.usdMicros,
    at: isoTime(last.at),
    firstAt: isoTime(first.at),
    firstUsdMicros: first.usdMicros,
    differenceUsdMicros: subtractUsd(subtractUsd(last.usdMicros, first.usdMicros), ours),
  };
}
