import fc from "fast-check";
import { expect, it } from "vitest";
import type { CostGrouping } from "@/lib/contract/costs";
import {
  compareCosts,
  costOf,
  costSince,
  NO_COST,
  roundParts,
  sumCosts,
  usdMicrosPerHour,
} from "@/lib/domain/money/cost";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import type { CostSample } from "../../history/read/cost-sample";
import { outlineMoments, readCostOutline, seriesKey } from "./cost-outline";
import { bucketMoments, createSeriesFold, keysToRead, seriesLimit } from "./cost-series";

interface MadeCluster {
  account: number;
  model: number | null;
  /** Rates by the hour in which they begin: `null` is unknown, 0 is not billed. */
  steps: { hour: number; rate: number | null }[];
}

const madeCluster = fc.record({
  account: fc.integer({ min: 0, max: 3 }),
  model: fc.option(fc.integer({ min: 0, max: 2 })),
  steps: fc.uniqueArray(
    fc.record({
      hour: fc.integer({ min: -5, max: 25 }),
      rate: fc.option(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3_333_333 }))),
    }),
    { selector: ({ hour }) => hour, minLength: 1, maxLength: 4 },
  ),
});

/** What the history would say about a cluster at a moment. */
function sampleOf({ account, model, steps }: MadeCluster, number: number, at: number): CostSample[] {
  const past = steps.toSorted((one, other) => one.hour - other.hour).filter(({ hour }) => hour * HOUR_MS <= at);
  const latest = past.at(-1);
  if (latest === undefined) return [];
  const costs = past.map(({ hour, rate }, index) => {
    const until = past[index + 1]?.hour ?? at / HOUR_MS;
    return costOf(rate === null ? null : usdMicrosPerHour(rate), (until - hour) * HOUR_MS);
  });
  return [
    {
      at,
      accountId: `account-${account}`,
      provider: `provider-${account % 2}`,
      gpuModel: model === null ? null : `model-${model}`,
      clusterId: `cluster-${number}`,
      clusterName: `cluster ${number}`,
      accrued: sumCosts(costs),
      usdMicrosPerHour: usdMicrosPerHour(latest.rate ?? 0),
      unpricedClusters: latest.rate === null ? 1 : 0,
      unpricedMs: past.reduce((sum, { hour, rate }, index) => {
        const until = past[index + 1]?.hour ?? at / HOUR_MS;
        return sum + (rate === null ? (until - hour) * HOUR_MS : 0);
      }, 0),
    },
  ];
}

/** The same series from all samples at once, held and looked at one by one. */
function seriesOfAll(groupBy: CostGrouping, samples: readonly CostSample[], edges: readonly number[], limit: number) {
  const atEdges = samples.filter(({ at }) => edges.includes(at));
  const totalAt = (own: readonly CostSample[], moment: number) =>
    sumCosts(own.filter(({ at }) => at === moment).map(({ accrued }) => accrued));
  const groups = [...Map.groupBy(atEdges, (sample) => seriesKey(groupBy, sample))].map(([key, own]) => {
    const parts = edges.slice(1).map((to, index) => costSince(totalAt(own, edges[index] ?? 0), totalAt(own, to)));
    const isCharged = own.some(({ usdMicrosPerHour: rate, unpricedClusters }) => rate > 0 || unpricedClusters > 0);
    return {
      key,
      parts,
      total: sumCosts(parts),
      isCharged,
      accountIds: new Set(own.map((one) => one.accountId)),
    };
  });
  const present = groups.filter(({ total, isCharged }) => total !== NO_COST || isCharged);
  present.sort((one, other) => compareCosts(other.total, one.total) || (one.key < other.key ? -1 : 1));
  const alone = present.length > limit ? present.slice(0, limit - 1) : present;
  const others = present.slice(alone.length);
  const ofOthers = edges.slice(1).map((_, index) => sumCosts(others.map(({ parts }) => parts[index] ?? NO_COST)));
  const told = [...alone, ...(others.length > 0 ? [{ key: "others", parts: ofOthers }] : [])];
  const rounded = roundParts(told.flatMap(({ parts }) => parts));
  const width = edges.length - 1;
  return told.map(({ key }, index) => ({ key, parts: rounded.slice(index * width, (index + 1) * width) }));
}

/** Yields samples as they are read: a few moments of a few clusters at a time. */
async function* inBatches(samples: readonly CostSample[]): AsyncGenerator<CostSample[]> {
  for (let first = 0; first < samples.length; first += 7) yield samples.slice(first, first + 7);
}

it("gives the same result while reading, of all or of those to list and the whole, as from all samples at once: series, their order, the others, every part to the micro", async () => {
  const query = fc.record({
    clusters: fc.array(madeCluster, { maxLength: 12, size: "max" }),
    limit: fc.integer({ min: 2, max: 14 }),
    groupBy: fc.constantFrom<CostGrouping>("none", "provider", "account", "cluster", "gpu-model"),
    hours: fc.integer({ min: 1, max: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(query, async ({ clusters, groupBy, hours, limit }) => {
      const buckets = Array.from({ length: hours }, (_, hour) => ({ from: hour * HOUR_MS, to: (hour + 1) * HOUR_MS }));
      const moments = bucketMoments(buckets);
      const sampled = (times: readonly number[]) =>
        times.flatMap((at) => clusters.flatMap((cluster, number) => sampleOf(cluster, number, at)));
      const window = { from: 0, to: hours * HOUR_MS };
      const before = { from: -window.to, to: 0 };
      const edges = { window, previous: before, today: window, yesterday: before, month: window };
      const outline = await readCostOutline(inBatches(sampled(outlineMoments(edges))), groupBy, edges);
      const fold = createSeriesFold(groupBy, outline.series, buckets, limit);
      for await (const batch of inBatches(sampled(moments))) fold.add(batch);
      const series = fold.series();
      expect(series.map(({ key, parts }) => ({ key, parts }))).toEqual(
        seriesOfAll(groupBy, sampled(moments), moments, limit),
      );
      const keys = keysToRead(outline.series, limit);
      if (keys === null) return;
      const ofFew = createSeriesFold(groupBy, outline.series, buckets, limit);
      ofFew.add(sampled(moments).filter((sample) => keys.includes(seriesKey(groupBy, sample))));
      ofFew.addWhole(sampled(moments));
      expect(ofFew.series()).toEqual(series);
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

it("lists fewer series for more buckets, and never fewer than a chart stacks", () => {
  expect([1, 100, 200, 366, 2_000].map(seriesLimit)).toEqual([100, 100, 100, 54, 10]);
});
