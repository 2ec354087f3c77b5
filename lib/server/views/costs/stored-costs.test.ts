import fc from "fast-check";
import { expect, it } from "vitest";
import type { CostGrouping } from "@/lib/contract/costs";
import { accruedCost, type RateInterval } from "@/lib/domain/money/cost";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { type BucketUnit, calendarBuckets } from "@/lib/domain/time/time-window";
import { answerCosts, EXAMPLE_LABELS } from "@/lib/testing/answer-costs";
import { POLL_INTERVAL_MS, pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { type History, openHistory } from "../../history/open-history";
import { ALL_CLUSTERS } from "../../history/read/cluster-filter";
import { storeDays } from "../../history/read/cost-upkeep";
import { seriesKey } from "./cost-outline";

/** Two days before Berlin's clocks go back, nine before a month ends and New York's go back. */
const START = Date.UTC(2026, 9, 23);
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"];
const GROUPINGS = ["provider", "account", "cluster", "gpu-model"] as const satisfies readonly CostGrouping[];

const step = fc.record({
  accountId: fc.constantFrom("shade", "prime"),
  /** After an outage of hours or days, changes are dated long ago. */
  afterMs: fc.constantFrom(POLL_INTERVAL_MS, 20 * MINUTE_MS, 3 * HOUR_MS, 30 * HOUR_MS, 5 * DAY_MS),
  /** Going back withdraws what was written. */
  clockByMs: fc.constantFrom(0, 0, 0, 0, 2 * HOUR_MS, -2 * HOUR_MS, -2 * DAY_MS),
  complete: fc.boolean(),
  clusters: fc.uniqueArray(
    fc.record({
      providerClusterId: fc.constantFrom("a", "b", "c"),
      status: fc.constantFrom("running" as const, "running" as const, "terminated" as const),
      gpuModel: fc.constantFrom(null, "H100"),
      usd: fc.constantFrom(1, 7.333_333, null),
      /** The provider's own time of the change, as a part of the time before the poll. */
      changedBefore: fc.option(fc.constantFrom(0.1, 0.9)),
    }),
    { selector: ({ providerClusterId }) => providerClusterId, maxLength: 3 },
  ),
  asks: fc.record({
    bucket: fc.constantFrom<BucketUnit>("day", "day", "month", "hour"),
    groupBy: fc.constantFrom(...GROUPINGS),
    timeZone: fc.constantFrom(...ZONES),
    storesFirst: fc.boolean(),
  }),
});

/** Each cluster's intervals as the ledger has them, with nothing that was derived from it. */
async function readLedger(history: History, now: EpochMs) {
  const clusters = [];
  for await (const { cluster, pages, watchedUntil } of history.readIntervals({ from: 0, to: now }, ALL_CLUSTERS)) {
    const rows = (await Array.fromAsync(pages)).flat();
    const intervals = rows.map(
      (row): RateInterval => ({
        from: row.startedAt,
        to: row.endedAt ?? Math.max(row.startedAt, watchedUntil),
        usdMicrosPerHour: row.usdMicrosPerHour,
      }),
    );
    clusters.push({ ...cluster, clusterId: cluster.id, intervals });
  }
  return clusters;
}

async function expectLedger(
  history: History,
  now: EpochMs,
  asked: { bucket: BucketUnit; groupBy: CostGrouping; timeZone: string },
) {
  const window = { from: START - 3 * HOUR_MS, to: now };
  const query = { ...asked, ...window, billingTimeZone: asked.timeZone, clusterId: null };
  const costs = await answerCosts(query, { history, now, filter: ALL_CLUSTERS, labels: EXAMPLE_LABELS });
  const byKey = Map.groupBy(await readLedger(history, now), (cluster) => seriesKey(asked.groupBy, cluster));
  const buckets = calendarBuckets(window, asked.bucket, asked.timeZone) ?? [];
  const all = [...byKey.values()].flat().flatMap(({ intervals }) => intervals);
  expect(costs?.totalUsdMicros).toBe(accruedCost(all, window));
  for (const { key, points } of costs?.series ?? []) {
    const own = (byKey.get(key) ?? []).flatMap(({ intervals }) => intervals);
    for (const [index, bucket] of buckets.entries()) {
      // Rounded so that the points add up to the total.
      expect(Math.abs((points[index]?.usdMicros ?? Number.NaN) - accruedCost(own, bucket))).toBeLessThanOrEqual(1);
    }
  }
}

describeEachStore((newStore) => {
  it("costs what the plain ledger says, whatever was stored before: late edges, clocks, months, summer time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8, size: "max" }), async (steps) => {
        const location = await newStore();
        const history = await openHistory(location);
        const signal = new AbortController().signal;
        let [now, offsetMs] = [START, 0];
        for (const { afterMs, clockByMs, clusters, accountId, complete, asks } of steps) {
          now += afterMs;
          offsetMs += clockByMs;
          const at = now + offsetMs;
          const readings = clusters.map(({ changedBefore, ...changes }) =>
            readingOf({ ...changes, statusSince: changedBefore === null ? null : at - changedBefore * afterMs }),
          );
          const steady = { process: "p", ms: now - START };
          await history.recordPoll(pollOf(at, { accountId, complete, steady, clusters: readings }));
          const { storesFirst, ...asked } = asks;
          if (storesFirst) await storeDays(history, asked.timeZone, at, signal);
          await expectLedger(history, at, asked);
        }
        const restarted = await openHistory(location);
        for (const groupBy of GROUPINGS)
          await expectLedger(restarted, now + offsetMs, { bucket: "day", groupBy, timeZone: "Europe/Berlin" });
        // So many that SQLite reads them in its thread.
        const hours = { bucket: "hour", groupBy: "cluster", timeZone: "Europe/Berlin" } as const;
        await expectLedger(restarted, now + offsetMs + 60 * DAY_MS, hours);
        await restarted.close();
        await history.close();
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
