import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { MAX_POINTS, METRICS_WINDOW_MS, type MetricValue } from "@/lib/domain/cluster/metrics";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { countRows } from "../../store/count-rows";
import { openDatabase, type StoreLocation } from "../../store/open-database";
import { HISTORY_PART } from "../history-part";
import { type History, openHistory } from "../open-history";
import type { Tables } from "../schema";

const T = Date.UTC(2026, 10, 20);
const WEEK = { from: T, to: T + 7 * DAY_MS };
const { signal } = new AbortController();

function value(key: string, amount: number, unit: string | null = "%"): MetricValue {
  return { key, label: `the ${key}`, unit, value: amount };
}

describeEachStore((newStore) => {
  let location: StoreLocation;
  let history: History;
  beforeEach(async () => {
    location = await newStore();
    history = await openHistory(location);
    await history.recordPoll(pollOf(T, { clusters: [readingOf(), readingOf({ providerClusterId: "b" })] }));
    return () => history.close();
  });
  const record = (at: number, ...values: MetricValue[]) =>
    history.recordSamples([{ clusterId: "shade~a", at, values }]);
  const points = async (window = WEEK) => (await history.readMetrics("shade~a", window)).map((series) => series.points);
  const stored = async () => {
    const { db } = openDatabase(location);
    const rows = await db.withTables<Tables>().selectFrom("metricSample").selectAll().orderBy("at").execute();
    const counts = await countRows(db, HISTORY_PART.tables);
    await db.destroy();
    return { rows, series: counts.get("metricSeries") };
  };

  it("gives back what was measured, of that cluster and in that window", async () => {
    await record(T, value("cpu", 5), value("gpu", 90.25));
    await record(T + 1_000, value("cpu", 0));
    await history.recordSamples([{ clusterId: "shade~b", at: T, values: [value("cpu", 77)] }]);
    expect(await history.readMetrics("shade~a", { from: T, to: T + 1_000 })).toEqual([
      {
        ...{ key: "cpu", label: "the cpu", unit: "%" },
        points: [
          [T, 5],
          [T + 1_000, 0],
        ],
      },
      { ...{ key: "gpu", label: "the gpu", unit: "%" }, points: [[T, 90.25]] },
    ]);
    expect(await points({ from: T + 1, to: T + 1_000 })).toEqual([[[T + 1_000, 0]]]);
    expect(await history.readMetrics("shade~unknown", WEEK)).toEqual([]);
  });

  it("stores a moment once, however often it is written, and nothing about an unknown cluster", async () => {
    await record(T, value("cpu", 5));
    await record(T, value("cpu", 99));
    await history.recordSamples([{ clusterId: "shade~unknown", at: T, values: [value("cpu", 5)] }]);
    expect(await points()).toEqual([[[T, 5]]]);
  });

  it("never mixes units in one line: a metric is shown in its latest unit", async () => {
    await record(T, value("net", 5, null));
    await record(T + 1_000, value("net", 5_000, "MB/s"));
    expect(await history.readMetrics("shade~a", WEEK)).toMatchObject([{ unit: "MB/s", points: [[T + 1_000, 5_000]] }]);
  });

  it("is not filled by a provider that makes up names", async () => {
    for (let at = 0; at < 5; at += 1) {
      await record(T + at, ...Array.from({ length: 24 }, (_, index) => value(`process_${at}_${index}`, 1)));
    }
    expect((await stored()).series).toBe(64);
  });

  it("folds old moments into five minutes, and those into hours, with the lowest and highest values", async () => {
    for (let second = 0; second < 3_600; second += 15)
      await record(T + second * 1_000, value("gpu", second === 45 ? 97 : 60));
    await history.foldSamples(T + 50 * HOUR_MS, signal);
    const short = (await stored()).rows;
    expect(short).toHaveLength(12);
    expect(short[0]).toMatchObject({ stretchMs: 300_000, at: T, lowest: 60, highest: 97, moments: 20, average: 61.85 });
    expect(short[1]).toMatchObject({ at: T + 300_000, average: 60, lowest: null, highest: null, moments: 20 });
    const middle = T + 150_000;
    expect((await points())[0]?.slice(0, 4)).toEqual([
      [middle, 60],
      [middle, 97],
      [middle, 61.85],
      [middle + 300_000, 60],
    ]);

    await history.foldSamples(T + 32 * DAY_MS, signal);
    const long = (await stored()).rows;
    expect(long).toMatchObject([{ stretchMs: HOUR_MS, at: T, lowest: 60, highest: 97, moments: 240 }]);
    expect(long[0]?.average).toBeCloseTo(60 + 37 / 240, 9);

    await history.foldSamples(T + 367 * DAY_MS, signal);
    expect(await stored()).toEqual({ rows: [], series: 0 });
  });

  it("loses no recent sample, and counts none twice, however often samples are folded", async () => {
    // Both close together and far apart: some stretches contain many moments, some only one.
    const minute = fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 60 * 24 * 60 }));
    const moments = fc.uniqueArray(minute, { minLength: 1, maxLength: 60 });
    const hours = fc.array(fc.integer({ min: 0, max: 60 * 24 }), { maxLength: 4 });
    let cluster = 0;
    await fc.assert(
      fc.asyncProperty(moments, hours, async (minutes, folds) => {
        cluster += 1;
        const clusterId = `shade~c${cluster}`;
        await history.recordPoll(
          pollOf(T + cluster, { complete: false, clusters: [readingOf({ providerClusterId: `c${cluster}` })] }),
        );
        const samples = minutes.map((minute) => ({
          clusterId,
          at: T + minute * 60_000,
          values: [value("gpu", minute % 97)],
        }));
        await history.recordSamples(samples);
        for (const hour of folds.toSorted((one, other) => one - other))
          await history.foldSamples(T + hour * HOUR_MS, signal);
        const { rows } = await stored();
        const own = rows.filter(({ clusterKey }) => clusterKey === Math.max(...rows.map((row) => row.clusterKey)));
        expect(own.reduce((sum, row) => sum + row.moments, 0)).toBe(minutes.length);
        const total = minutes.reduce((sum, minute) => sum + (minute % 97), 0);
        expect(own.reduce((sum, row) => sum + row.average * row.moments, 0)).toBeCloseTo(total, 6);
        const latest = Math.max(0, ...folds) * HOUR_MS - 48 * HOUR_MS;
        for (const { at, stretchMs } of own) if (at - T >= latest) expect(stretchMs).toBe(0);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it("answers with no more points than a chart draws, peak included", async () => {
    const samples = Array.from({ length: 2_000 }, (_, index) => ({
      clusterId: "shade~a",
      at: T + index * 15_000,
      values: [value("gpu", index === 1_234 ? 99 : 50 + (index % 3))],
    }));
    await history.recordSamples(samples);
    const [line = []] = await points({ from: T, to: T + METRICS_WINDOW_MS["24h"] });
    expect(line.length).toBeLessThanOrEqual(MAX_POINTS);
    expect(line).toContainEqual([T + 1_234 * 15_000, 99]);
  });

  it("answers for a year with stretches of samples of every age, peaks included", async () => {
    const end = T + 365 * DAY_MS;
    const samples = [];
    for (let at = T; at <= end; at += HOUR_MS) samples.push({ clusterId: "shade~a", at, values: [value("gpu", 50)] });
    for (let at = end - HOUR_MS; at <= end; at += 15_000)
      samples.push({ clusterId: "shade~a", at: at + 1, values: [value("gpu", 60)] });
    await history.recordSamples([...samples, { clusterId: "shade~a", at: T + 9_999, values: [value("gpu", 99)] }]);
    const read = async () => (await points({ from: T, to: end }))[0] ?? [];
    const unfolded = await read();
    await history.foldSamples(end, signal);
    for (const line of [unfolded, await read()]) {
      expect(line.length).toBeGreaterThan(190);
      expect(line.length).toBeLessThanOrEqual(MAX_POINTS);
      expect(Math.max(...line.map(([, amount]) => amount))).toBe(99);
      expect(line.every(([at], index) => at >= (line[index - 1]?.[0] ?? T) && at <= end)).toBe(true);
    }
  });

  it("says since when, and how often recently, a cluster has been sampled", async () => {
    expect(await history.readSampling("shade~a")).toBeNull();
    await record(T, value("gpu", 5));
    expect(await history.readSampling("shade~a")).toEqual({ since: T, everyMs: null });
    for (let minute = 1; minute <= 30; minute += 1) await record(T + minute * 60_000, value("gpu", 5));
    for (let quarter = 1; quarter <= 30; quarter += 1)
      await record(T + HOUR_MS + quarter * 15_000, value("gpu", 5), value("cpu", 5));
    expect(await history.readSampling("shade~a")).toEqual({ since: T, everyMs: 15_000 });
    await history.foldSamples(T + 60 * DAY_MS, signal);
    expect(await history.readSampling("shade~a")).toEqual({ since: T, everyMs: null });
    expect(await history.readSampling("shade~unknown")).toBeNull();
  });

  it("does not rewrite a cluster's reading when only its metrics change", async () => {
    const measured = (amount: number) => readingOf({ metrics: [value("gpu", amount)], metricsAt: T + amount });
    const readings = async () => {
      const { db } = openDatabase(location);
      const rows = await db.withTables<Tables>().selectFrom("lastReading").selectAll().execute();
      await db.destroy();
      return rows;
    };
    await history.recordPoll(pollOf(T + 15_000, { clusters: [measured(5)] }));
    const before = await readings();
    await history.recordPoll(pollOf(T + 30_000, { clusters: [measured(6)] }));
    expect(await readings()).toEqual(before);
  });
});
