import fc from "fast-check";
import { expect, it } from "vitest";
import {
  costOf,
  type ExactCost,
  exactCost,
  NO_COST,
  sumCosts,
  sumUsd,
  usdMicrosPerHour,
} from "@/lib/domain/money/cost";
import { costError } from "@/lib/domain/money/cost-error";
import { type CostStep, nextCostStep } from "@/lib/domain/money/cost-step";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { overlapMs, type TimeWindow } from "@/lib/domain/time/time-window";
import { ledgerRates, stateAt } from "@/lib/testing/watched-schedule";
import { doubtError } from "../../../history/read/clock-doubt";
import type { ClusterIntervals } from "../../../history/read/read-intervals";
import type { RowSum } from "./bucket-sums";
import { exportSlices } from "./export-slices";

const CLUSTER: Omit<ClusterIntervals, "pages" | "watchedUntil"> = {
  doubts: [{ from: HOUR_MS, to: 3 * HOUR_MS, usdMicrosPerHour: usdMicrosPerHour(5_000_000) }],
  cluster: {
    id: "shade~a",
    accountId: "shade",
    provider: "shadeform",
    providerClusterId: "a",
    name: "a",
    gpuModel: null,
    gpuCount: null,
    cloud: null,
    regionId: null,
    regionLabel: null,
  },
};
const SUMS: RowSum<{ ms: number; cost: ExactCost }> = {
  start: () => ({ ms: 0, cost: NO_COST }),
  add(sum, row, ms) {
    sum.ms += ms;
    sum.cost = sumCosts([sum.cost, costOf(row.usdMicrosPerHour, ms)]);
  },
};

async function* pagesOf(rows: readonly LedgerRow[], size: number) {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

/** Computed from all rows at once: the error from changes inside a bucket and the nearest ones around it. */
function wholeSlice(rows: readonly LedgerRow[], bucket: TimeWindow, watchedUntil: number) {
  const rates = ledgerRates(rows, watchedUntil);
  const touching = rates.filter(({ from, to }) => from < bucket.to && Math.max(from, to) > bucket.from);
  if (touching.length === 0) return [];
  const steps = stepsOf(rows);
  const inside = steps.findIndex(({ at }) => at > bucket.from);
  const after = steps.findIndex(({ at }) => at > bucket.to);
  const begin = Math.max(0, (inside === -1 ? steps.length : inside) - 2);
  const around = steps.slice(begin, after === -1 ? steps.length : after + 1);
  return [
    {
      bucket,
      sum: {
        ms: rates.reduce((sum, rate) => sum + overlapMs(rate, bucket), 0),
        cost: exactCost(rates, bucket),
      },
      errorUsdMicros: sumUsd([costError(around, bucket), doubtError(CLUSTER.doubts, bucket)]),
    },
  ];
}

function stepsOf(rows: readonly LedgerRow[]): CostStep[] {
  const steps: CostStep[] = [];
  const add = (step: CostStep | null) => void (step && steps.push(step));
  for (const [index, row] of rows.entries()) {
    const previous = rows[index - 1];
    add(
      nextCostStep(steps.at(-1) ?? null, {
        closed: previous?.endedAt === row.startedAt ? previous : null,
        opened: row,
      }),
    );
    const isFollowed = rows[index + 1]?.startedAt === row.endedAt;
    if (!isFollowed) add(nextCostStep(steps.at(-1) ?? null, { closed: row, opened: null }));
  }
  return steps;
}

const price = fc.option(fc.constantFrom(0, 7, 2_500_000, 19_920_001).map(usdMicrosPerHour), { freq: 4 });
const row = fc.record({
  price,
  lengthMs: fc.oneof(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 5 * HOUR_MS })),
  gapMs: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 3 * HOUR_MS })),
  errorMs: fc.oneof(fc.integer({ min: 0, max: 15_000 }), fc.integer({ min: 0, max: 2 * HOUR_MS })),
});
const ledger = fc.record({ made: fc.array(row, { minLength: 1, maxLength: 40 }), isOpen: fc.boolean() }).map((one) => {
  let at = 0;
  return one.made.map(({ price: rate, lengthMs, gapMs, errorMs }, index): LedgerRow => {
    const startedAt = at + gapMs;
    at = startedAt + lengthMs;
    const isLast = index === one.made.length - 1;
    const endedAt = isLast && one.isOpen ? null : at;
    return { ...stateAt(rate), startedAt, endedAt, startErrorMs: errorMs, endErrorMs: errorMs };
  });
});

it("gives the same result for each bucket page by page as from all rows at once", async () => {
  const sizes = fc.record({
    page: fc.integer({ min: 1, max: 5 }),
    bucketMs: fc.integer({ min: 60_000, max: 9 * HOUR_MS }),
  });
  await fc.assert(
    fc.asyncProperty(ledger, sizes, async (rows, { page, bucketMs }) => {
      const latest = rows.at(-1);
      const watchedUntil = (latest?.endedAt ?? latest?.startedAt ?? 0) + HOUR_MS;
      const buckets = Array.from({ length: Math.min(200, Math.ceil(watchedUntil / bucketMs)) }, (_, index) => {
        return { from: index * bucketMs, to: (index + 1) * bucketMs };
      });
      const own = { ...CLUSTER, watchedUntil, pages: pagesOf(rows, page) };
      const slices = await Array.fromAsync(exportSlices(own, buckets, SUMS, async () => undefined));
      expect(slices).toEqual(buckets.flatMap((bucket) => wholeSlice(rows, bucket, watchedUntil)));
    }),
    { numRuns: 500, endOnFailure: true },
  );
});

it("reads no further than the change after a bucket before it yields the bucket, and pauses within one", async () => {
  let pages = 0;
  let pauses = 0;
  async function* endless() {
    for (; ; pages += 1) {
      const startedAt = pages * 15_000;
      const state = stateAt(usdMicrosPerHour(1_000_000 + (pages % 2)));
      yield [{ ...state, startedAt, endedAt: startedAt + 15_000, startErrorMs: 7_500, endErrorMs: 7_500 }];
    }
  }
  const buckets = [
    { from: 0, to: 30 * 24 * HOUR_MS },
    { from: 30 * 24 * HOUR_MS, to: 60 * 24 * HOUR_MS },
  ];
  const own = { ...CLUSTER, watchedUntil: 0, pages: endless() };
  const pause = async () => {
    pauses += 1;
  };
  const slices = exportSlices(own, buckets, SUMS, pause);
  expect((await slices.next()).value).toMatchObject({ bucket: buckets[0], sum: { ms: 30 * 24 * HOUR_MS } });
  const rowsOfMonth = (30 * 24 * HOUR_MS) / 15_000;
  expect(pages).toBe(rowsOfMonth + 1);
  expect(pauses).toBeGreaterThan(rowsOfMonth);
  await slices.return(undefined);
});
