import "server-only";
import { MAX_RATE_STEPS } from "@/lib/domain/money/rate-steps";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { CostSample } from "../../history/read/cost-sample";
import { nextTurn } from "../../pause";
import type { CostOutline } from "./cost-outline";
import { type CostRates, createRateFold, type RateQuery, readExactRates, sampleRates } from "./cost-rates";
import {
  bucketMoments,
  type CostSeriesParts,
  createSeriesFold,
  keysToRead,
  largestKeys,
  seriesLimit,
} from "./cost-series";

/** A chart stacks at most this many series, plus "the others". */
const SERIES_WITH_RATES = 7;
/** With fewer buckets than this, they are too coarse to draw a rate. */
const MIN_RATE_STEPS = 100;

interface SeriesQuery extends Omit<RateQuery, "charted"> {
  buckets: readonly TimeWindow[];
  outline: Pick<CostOutline, "series">;
  /** The samples at the ends of the window. */
  atEnds: readonly CostSample[];
}

/** The cost of each series in each bucket, and the rates that are drawn above. */
export async function readSeries(query: SeriesQuery): Promise<CostRates & { series: CostSeriesParts[] }> {
  const { groupBy, buckets, outline } = query;
  const charted = largestKeys(outline.series, SERIES_WITH_RATES);
  const exactRates = await readExactRates({ ...query, charted });
  const starts = buckets.map(({ from }) => from);
  const canDrawByBuckets = starts.length >= MIN_RATE_STEPS && starts.length <= MAX_RATE_STEPS;
  const bucketRates = exactRates === null && canDrawByBuckets ? createRateFold(groupBy, starts, charted) : null;
  const fold = createSeriesFold(groupBy, outline.series, buckets);
  await readBuckets(query, charted, {
    addOwn: (samples) => {
      fold.add(samples);
      bucketRates?.addOwn(samples);
    },
    addWhole: (samples) => {
      fold.addWhole(samples);
      bucketRates?.addWhole(samples);
    },
    add: (samples) => {
      fold.add(samples);
      bucketRates?.add(samples);
    },
  });
  await nextTurn();
  const rates = exactRates ?? bucketRates?.rates() ?? (await sampleRates({ ...query, charted }));
  return { series: fold.series(), ...rates };
}

interface BucketFold {
  /** All clusters, each in its series. */
  add(samples: readonly CostSample[]): void;
  /** Or clusters that are series of their own, … */
  addOwn(samples: readonly CostSample[]): void;
  /** … and all clusters together. */
  addWhole(samples: readonly CostSample[]): void;
}

/** Of many clusters, only those that will be listed are read one by one. */
async function readBuckets(
  { sample, groupBy, window, buckets, outline, atEnds }: SeriesQuery,
  charted: readonly string[],
  fold: BucketFold,
): Promise<void> {
  const moments = bucketMoments(buckets).filter((moment) => moment !== window.from && moment !== window.to);
  const keys = groupBy === "cluster" ? keysToRead(outline.series, seriesLimit(buckets.length)) : null;
  if (keys === null) {
    fold.add(atEnds);
    for await (const samples of sample(moments, groupBy === "cluster" ? "cluster" : "group")) fold.add(samples);
    return;
  }
  const own = new Set([...keys, ...charted]);
  fold.addOwn(atEnds.filter(({ clusterId }) => own.has(clusterId ?? "")));
  fold.addWhole(atEnds);
  for await (const samples of sample(moments, "cluster", { clusterIds: [...own].sort() })) fold.addOwn(samples);
  for await (const samples of sample(moments, "group")) fold.addWhole(samples);
}
