import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { costsSchema } from "@/lib/contract/costs";
import { accruedCost, type RateInterval, usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { answerCosts, EXAMPLE_LABELS } from "@/lib/testing/answer-costs";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { type History, openHistory } from "../../history/open-history";
import { ALL_CLUSTERS, type ClusterFilter } from "../../history/read/cluster-filter";
import type { CostQuery } from "./cost-plan";

/** The night when Berlin's clocks go back. */
const START = Date.UTC(2025, 9, 25, 12);
const END = START + 48 * HOUR_MS;
const STEP_MS = 20 * 60_000;
const ZONES = ["UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"];
const labels = EXAMPLE_LABELS;
const QUERY: CostQuery = {
  from: START,
  to: END,
  bucket: "hour",
  groupBy: "cluster",
  timeZone: "Europe/Berlin",
  billingTimeZone: "Europe/Berlin",
  clusterId: null,
};

describeEachStore((newStore) => {
  let history: History;
  const ledger: RateInterval[] = [];
  beforeAll(async () => {
    history = await openHistory(await newStore());
    ledger.length = 0;
    for (let at = START; at <= END; at += STEP_MS) {
      const hour = Math.floor((at - START) / HOUR_MS);
      const clusters = [
        readingOf({ usd: 10 + (hour % 7) }),
        readingOf({ providerClusterId: "b", name: "eval", usd: hour < 24 ? 3.333_333 : null, gpuModel: null }),
      ];
      await history.recordPoll(pollOf(at, { pollIntervalMs: STEP_MS, clusters }));
      await history.recordPoll(
        pollOf(at, {
          accountId: "prime",
          provider: "prime-intellect",
          pollIntervalMs: STEP_MS,
          clusters: [readingOf({ usd: 1 })],
        }),
      );
    }
    for await (const { pages } of history.readIntervals({ from: START, to: END }, ALL_CLUSTERS)) {
      const rows = (await Array.fromAsync(pages)).flat();
      ledger.push(
        ...rows.map((row) => ({ from: row.startedAt, to: row.endedAt ?? END, usdMicrosPerHour: row.usdMicrosPerHour })),
      );
    }
  });
  afterAll(() => history.close());
  const answer = (changes: Partial<CostQuery> = {}, now = END) =>
    answerCosts({ ...QUERY, ...changes }, { history, now, filter: ALL_CLUSTERS, labels });

  it("adds up: points to series, series to the total, and the total to the ledger, whatever the grouping and zone", async () => {
    const query = fc.record({
      from: fc.integer({ min: START - HOUR_MS, max: END }),
      length: fc.integer({ min: 0, max: 60 * HOUR_MS }),
      bucket: fc.constantFrom<CostQuery["bucket"]>("hour", "day", "month"),
      groupBy: fc.constantFrom<CostQuery["groupBy"]>("none", "provider", "account", "cluster", "gpu-model"),
      timeZone: fc.constantFrom(...ZONES),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({ from, length, ...others }) => {
        const window = { from, to: from + length };
        const costs = await answer({ ...window, ...others });
        expect(costs?.totalUsdMicros).toBe(accruedCost(ledger, window));
        const series = costs?.series ?? [];
        expect(series.reduce((sum, { totalUsdMicros }) => sum + totalUsdMicros, 0)).toBe(costs?.totalUsdMicros);
        for (const { points, totalUsdMicros } of series) {
          expect(points.reduce((sum, { usdMicros: amount }) => sum + amount, 0)).toBe(totalUsdMicros);
        }
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it("is what the contract says", async () => {
    const costs = await answer();
    expect(costsSchema.parse(costs)).toEqual(costs);
  });

  it("names the series, and groups clusters without a GPU model as unknown", async () => {
    expect((await answer())?.series.map(({ label }) => label)).toEqual(["train", "eval", "train"]);
    expect((await answer({ groupBy: "gpu-model" }))?.series.map(({ key }) => key)).toEqual(["H100", "unknown"]);
    expect((await answer({ groupBy: "provider" }))?.series[0]?.label).toBe("the shadeform");
  });

  it("lists a hundred series, the last of which combines all others", async () => {
    const many = await openHistory(await newStore());
    const clusters = Array.from({ length: 130 }, (_, index) =>
      readingOf({ providerClusterId: `c${index}`, name: `c${index}`, usd: 130 - index }),
    );
    for (const at of [START, START + STEP_MS]) await many.recordPoll(pollOf(at, { pollIntervalMs: STEP_MS, clusters }));
    const context = { history: many, now: START + STEP_MS, filter: ALL_CLUSTERS, labels };
    const costs = await answerCosts({ ...QUERY, bucket: "day" }, context);
    expect(costs?.series).toHaveLength(100);
    expect(costs?.series.at(98)).toMatchObject({ key: "shade~c98", label: "c98" });
    expect(costs?.series.at(99)).toMatchObject({ key: "others", label: "31 others", othersCount: 31 });
    expect(costs?.series.reduce((sum, { totalUsdMicros }) => sum + totalUsdMicros, 0)).toBe(costs?.totalUsdMicros);
    expect(costs?.totalUsdMicros).toBe(Math.round((131 * 130 * 1_000_000) / 2 / 3));
    await many.close();
  });

  it("counts the hours of clusters without a price, and says that they are not in the rate", async () => {
    const costs = await answer();
    expect(costs?.unpricedClusterHours).toBeCloseTo(24, 0);
    expect(costs).toMatchObject({ unpricedClusters: 1, runRateUsdMicrosPerHour: 11_000_000 + (48 % 7) * 1_000_000 });
  });

  it("gives every step of the rate if a chart can draw them, and those of each series", async () => {
    const costs = await answer();
    expect(costs?.rate).toHaveLength(49);
    expect(costs?.series.map(({ rate }) => rate?.length)).toEqual([49, 2, 1]);
  });

  it("charges nothing more for an account that was taken out of the configuration, and keeps what it has cost", async () => {
    const isConfigured = (accountId: string) => accountId !== "prime";
    const costs = await answerCosts(QUERY, {
      ...{ history, now: END, filter: ALL_CLUSTERS },
      labels: { ...labels, isConfigured },
    });
    const all = await answer();
    expect(costs?.totalUsdMicros).toBe(all?.totalUsdMicros);
    expect(costs?.runRateUsdMicrosPerHour).toBe((all?.runRateUsdMicrosPerHour ?? 0) - 1_000_000);
    expect(costs?.forecastMonthUsdMicros).toBeLessThan(all?.forecastMonthUsdMicros ?? 0);
  });

  it("forecasts the month from what has accrued and the present rate", async () => {
    const costs = await answer({ billingTimeZone: "UTC" });
    const accrued = accruedCost(ledger, { from: START, to: END });
    const left = Date.UTC(2025, 10, 1) - END;
    const rest = accruedCost([{ from: 0, to: left, usdMicrosPerHour: usdMicrosPerHour(17_000_000) }], {
      from: 0,
      to: left,
    });
    expect(Math.abs((costs?.forecastMonthUsdMicros ?? 0) - accrued - rest)).toBeLessThanOrEqual(1);
    expect(costs?.month).toMatchObject({ usdMicros: accrued, to: "2025-11-01T00:00:00.000Z" });
  });

  it("states the used share of a budget, for everything and for a series", async () => {
    const budgetOf = (_: string, key: string | null) =>
      key === null || key === "prime" ? usdMicros(1_000_000_000) : null;
    const asked: CostQuery = { ...QUERY, groupBy: "account" };
    const costs = await answerCosts(asked, {
      history,
      now: END,
      filter: ALL_CLUSTERS,
      labels: { ...labels, budgetOf },
    });
    expect(costs?.budget?.usedShare).toBeCloseTo((costs?.totalUsdMicros ?? 0) / 1_000_000_000);
    expect(costs?.series.find(({ key }) => key === "prime")?.budget?.usedShare).toBeCloseTo(0.048);
    expect(costs?.series.find(({ key }) => key === "shade")?.budget).toBeUndefined();
  });

  it("covers only what the person may see", async () => {
    const ask = (filter: object, clusterId: string | null = null) =>
      answerCosts({ ...QUERY, clusterId }, { history, now: END, filter, labels });
    expect((await ask({ accountIds: ["prime"] }))?.series).toHaveLength(1);
    expect((await ask({ clusterIds: ["shade~b"] }))?.series.map(({ key }) => key)).toEqual(["shade~b"]);
    expect(await ask({ clusterIds: ["shade~b"] }, "shade~a")).toMatchObject({ totalUsdMicros: 0, series: [] });
    const keysOf = async (scope: ClusterFilter["scope"], clusterId: string | null = null) =>
      (await ask({ scope }, clusterId))?.series.map(({ key }) => key);
    expect(await keysOf({ accountIds: ["prime"], clusterIds: ["shade~b"] })).toEqual(["shade~b", "prime~a"]);
    expect(await keysOf({ accountIds: ["prime"], clusterIds: [] })).toEqual(["prime~a"]);
    expect(await keysOf({ accountIds: [], clusterIds: ["shade~b"] })).toEqual(["shade~b"]);
    expect(await keysOf({ accountIds: [], clusterIds: [] })).toEqual([]);
    expect(await keysOf({ accountIds: ["prime"], clusterIds: ["shade~b"] }, "shade~a")).toEqual([]);
    expect((await ask({}, "shade~a"))?.series.map(({ key }) => key)).toEqual(["shade~a"]);
  });

  it("hatches the time since an account was last read, and adds nothing for it", async () => {
    const later = END + 10 * HOUR_MS;
    const costs = await answer({ to: later }, later);
    expect(costs?.totalUsdMicros).toBe((await answer())?.totalUsdMicros);
    expect(costs?.gaps).toMatchObject([{ label: "the prime" }, { label: "the shade" }]);
    expect(costs?.observedShare).toBeCloseTo(48 / 58);
  });

  it("treats a future end as now, and has no costs for the future", async () => {
    const untilNow = await answer({ to: END });
    expect(await answer({ to: END + 200 * 24 * HOUR_MS })).toEqual(untilNow);
    expect(untilNow?.to).toBe(new Date(END).toISOString());
    const ahead = await answer({ from: END + HOUR_MS, to: END + 5 * HOUR_MS });
    expect(ahead).toMatchObject({ from: untilNow?.to, to: untilNow?.to, totalUsdMicros: 0, series: [] });
    expect(costsSchema.parse(ahead)).toEqual(ahead);
  });

  it("refuses more than 5 000 buckets", async () => {
    expect(await answer({ from: START - 5_000 * HOUR_MS, bucket: "hour" })).toBeNull();
  });
});
