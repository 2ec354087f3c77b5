import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { nodeOf, POLL_INTERVAL_MS, pollOf, rateOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { stateAt, type TrueChange, watchSchedule } from "@/lib/testing/watched-schedule";
import { countRows } from "../../store/count-rows";
import { openDatabase, type StoreLocation } from "../../store/open-database";
import { HISTORY_PART } from "../history-part";
import { type History, openHistory } from "../open-history";
import { ALL_CLUSTERS } from "../read/cluster-filter";

const T = Date.UTC(2026, 9, 24);
const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };
const ALL_OF_IT = { withNodes: true, now: 0 };
const ALL = process.env.CLUSTERDECK_TEST === "all";

describeEachStore((newStore) => {
  let store: StoreLocation;
  let history: History;
  beforeEach(async () => {
    store = await newStore();
    history = await openHistory(store);
    return () => history.close();
  });
  const rowsOf = async (clusterId: string, opened = history): Promise<LedgerRow[]> =>
    (await opened.readTimeline(clusterId, ALWAYS, ALL_OF_IT))?.rows ?? [];
  const at = (poll: number) => T + poll * POLL_INTERVAL_MS;

  it("writes one row for a cluster however often it is read unchanged", async () => {
    await history.recordPoll(pollOf(at(0), { clusters: [readingOf({ nodes: [nodeOf("n1"), nodeOf("n2")] })] }));
    const { db } = openDatabase(store);
    const before = await countRows(db, HISTORY_PART.tables);
    for (let poll = 1; poll < 20; poll += 1) {
      await history.recordPoll(pollOf(at(poll), { clusters: [readingOf({ nodes: [nodeOf("n1"), nodeOf("n2")] })] }));
    }
    expect(await countRows(db, HISTORY_PART.tables)).toEqual(before);
    await db.destroy();
    expect(await Array.fromAsync(history.observedRuns(ALWAYS, ALL_CLUSTERS))).toEqual([
      { accountId: "shade", startedAt: at(0), lastAt: at(19), pollIntervalMs: POLL_INTERVAL_MS },
    ]);
  });

  it("closes a row and opens the next when the rate changes", async () => {
    await history.recordPoll(pollOf(at(0)));
    await history.recordPoll(pollOf(at(1), { clusters: [readingOf({ usd: 12 })] }));
    expect(await rowsOf("shade~a")).toMatchObject([
      { startedAt: at(0), endedAt: at(0.5), usdMicrosPerHour: 10_000_000, startErrorMs: 0, endErrorMs: 7_500 },
      { startedAt: at(0.5), endedAt: null, usdMicrosPerHour: 12_000_000, startErrorMs: 7_500, endErrorMs: 0 },
    ]);
  });

  it("changes nothing when the latest poll is recorded again", async () => {
    await history.recordPoll(pollOf(at(5)));
    const before = await rowsOf("shade~a");
    expect(await history.recordPoll(pollOf(at(5), { clusters: [readingOf({ usd: 99 })] }))).toBe("already-recorded");
    expect(await rowsOf("shade~a")).toEqual(before);
  });

  it("ends a cluster at the first of three complete polls without it, and its nodes with it", async () => {
    await history.recordPoll(pollOf(at(0), { clusters: [readingOf({ nodes: [nodeOf("n1")] })] }));
    await history.recordPoll(pollOf(at(1), { clusters: [] }));
    await history.recordPoll(pollOf(at(2), { clusters: [], complete: false }));
    await history.recordPoll(pollOf(at(3), { clusters: [] }));
    expect(await rowsOf("shade~a")).toMatchObject([{ endedAt: null }]);
    await history.recordPoll(pollOf(at(4), { clusters: [] }));
    const ended = { endedAt: at(1), endErrorMs: POLL_INTERVAL_MS };
    const timeline = await history.readTimeline("shade~a", ALWAYS, ALL_OF_IT);
    expect(timeline?.rows).toMatchObject([ended]);
    expect(timeline?.nodes).toMatchObject([{ id: "n1", name: "node n1", rows: [ended] }]);
  });

  it("ends a cluster at once if the caller knows it to be gone or its provider calls it terminated", async () => {
    const terminated = readingOf({ providerClusterId: "b", status: "terminated", terminatedAt: at(0.2), usd: 0 });
    await history.recordPoll(pollOf(at(0), { clusters: [readingOf(), readingOf({ providerClusterId: "b" })] }));
    await history.recordPoll(pollOf(at(1), { clusters: [terminated], gone: ["a"] }));
    expect(await rowsOf("shade~a")).toMatchObject([{ endedAt: at(1), endErrorMs: POLL_INTERVAL_MS }]);
    expect(await rowsOf("shade~b")).toMatchObject([{ endedAt: at(0.2), endErrorMs: 0 }]);
    await history.recordPoll(pollOf(at(2), { clusters: [terminated] }));
    expect(await rowsOf("shade~b")).toHaveLength(1);
  });

  it("goes on as if nothing had happened when a cluster was missing from two polls", async () => {
    await history.recordPoll(pollOf(at(0)));
    await history.recordPoll(pollOf(at(1), { clusters: [] }));
    await history.recordPoll(pollOf(at(2), { clusters: [] }));
    await history.recordPoll(pollOf(at(3)));
    await history.recordPoll(pollOf(at(4), { clusters: [] }));
    await history.recordPoll(pollOf(at(5), { clusters: [] }));
    expect(await rowsOf("shade~a")).toMatchObject([{ startedAt: at(0), endedAt: null }]);
  });

  it("begins a new row for a cluster that comes back, without charging for the time that it was gone", async () => {
    await history.recordPoll(pollOf(at(0)));
    for (const poll of [1, 2, 3]) await history.recordPoll(pollOf(at(poll), { clusters: [] }));
    await history.recordPoll(pollOf(at(4), { clusters: [readingOf({ createdAt: at(-100) })] }));
    expect(await rowsOf("shade~a")).toMatchObject([{ endedAt: at(1) }, { startedAt: at(4), endedAt: null }]);
    const [sample] = (await Array.fromAsync(history.sampleCosts([at(4)], "group", ALL_CLUSTERS))).flat();
    expect(sample?.accrued).toBe(10_000_000n * BigInt(POLL_INTERVAL_MS));
  });

  it("continues after a restart, and marks the time during which nobody watched", async () => {
    await history.recordPoll(pollOf(at(0)));
    await history.recordPoll(pollOf(at(1)));
    const restarted = await openHistory(store);
    await restarted.recordPoll(pollOf(at(1_000)));
    expect(await rowsOf("shade~a", restarted)).toMatchObject([{ startedAt: at(0), endedAt: null }]);
    expect(await Array.fromAsync(restarted.observedRuns(ALWAYS, ALL_CLUSTERS))).toMatchObject([
      { startedAt: at(0), lastAt: at(1) },
      { startedAt: at(1_000), lastAt: at(1_000) },
    ]);
    await restarted.close();
  });

  it("keeps a cluster's description when a bad reading lacks it, and never stores connection details or what only operators may read", async () => {
    const connectionDetails = {
      ssh: [],
      ports: [],
      links: [],
      kubernetes: { endpoint: "https://k", caData: "SECRET", command: "" },
    };
    const facts = [
      { label: "Image", value: "app", operatorValue: "SECRET/app" },
      { label: "Address", value: null, operatorValue: "SECRET" },
    ];
    const secret = { connectionDetails, facts, nodes: [{ ...nodeOf("n1"), facts }] };
    await history.recordPoll(pollOf(at(0), { clusters: [readingOf(secret)] }));
    await history.recordPoll(pollOf(at(1), { clusters: [readingOf({ ...secret, gpuModel: null, region: null })] }));
    const { value: interval } = await history.readIntervals(ALWAYS, ALL_CLUSTERS).next();
    expect(interval.cluster).toMatchObject({ gpuModel: "H100", regionId: "us-1", provider: "shadeform" });
    const readings = await history.loadLastReadings(0);
    expect(readings).toMatchObject([
      { accountId: "shade", observedAt: at(1), reading: { name: "train", connectionDetails: null } },
    ]);
    const kept = [{ label: "Image", value: "app" }];
    expect(readings[0]?.reading).toMatchObject({ facts: kept, nodes: [{ facts: kept }] });
    expect(JSON.stringify(readings)).not.toContain("SECRET");
    const { db } = openDatabase(store);
    const { rows } = await sql<{ reading: string }>`select reading from last_reading`.execute(db);
    await db.destroy();
    expect(rows.map(({ reading }) => reading.includes("SECRET"))).toEqual([false]);
  });

  it("tells a restarted server when each cluster was last seen, and which ones have gone", async () => {
    const both = [readingOf(), readingOf({ providerClusterId: "b" })];
    await history.recordPoll(pollOf(at(0), { clusters: both }));
    await history.recordPoll(pollOf(at(1), { clusters: both }));
    await history.recordPoll(pollOf(at(2), { gone: ["b"] }));
    await history.recordPoll(pollOf(at(3), { clusters: [] }));
    expect(await history.loadLastReadings(0)).toMatchObject([
      { observedAt: at(2), goneAt: null },
      { observedAt: at(2), goneAt: at(2) },
    ]);
    expect(await history.loadLastReadings(at(3))).toHaveLength(1);
  });

  it("tells a restarted server when each status began, and where nobody saw it begin", async () => {
    const other = (status: "running" | "error") => readingOf({ providerClusterId: "b", status });
    await history.recordPoll(pollOf(at(0), { clusters: [readingOf(), other("running")] }));
    await history.recordPoll(pollOf(at(1), { clusters: [readingOf(), other("error")] }));
    await history.recordPoll(pollOf(at(2), { clusters: [readingOf(), other("error")] }));
    expect(await history.loadLastReadings(0)).toMatchObject([
      { statusSince: at(0), statusMayBeOlder: true },
      { statusSince: at(0.5), statusMayBeOlder: false },
    ]);
  });

  it("writes what a cluster's reading says about its nodes, and nothing where it says nothing", async () => {
    const broken = nodeOf("n2", { health: "unhealthy" });
    await history.recordPoll(pollOf(at(0), { clusters: [readingOf({ nodes: [nodeOf("n1"), nodeOf("n2")] })] }));
    await history.recordPoll(pollOf(at(1), { clusters: [readingOf({ nodes: null })] }));
    await history.recordPoll(pollOf(at(2), { clusters: [readingOf({ nodes: [broken] })] }));
    const timeline = await history.readTimeline("shade~a", ALWAYS, ALL_OF_IT);
    expect(timeline?.nodes).toMatchObject([
      { id: "n1", rows: [{ startedAt: at(0), endedAt: at(1.5) }] },
      {
        id: "n2",
        rows: [
          { health: "healthy", endedAt: at(1.5) },
          { health: "unhealthy", endedAt: null },
        ],
      },
    ]);
  });

  it("charges nothing for a status that is not billed, whatever price the provider also names", async () => {
    const rate = { ...rateOf(10), billing: "none" as const };
    await history.recordPoll(pollOf(at(0), { clusters: [readingOf({ status: "stopped", rate })] }));
    expect(await rowsOf("shade~a")).toMatchObject([{ billing: "none", usdMicrosPerHour: 0 }]);
  });

  it("keeps the first and the latest of a provider's own figures", async () => {
    await history.recordPoll(pollOf(at(0)));
    for (const [poll, usd] of [
      [0, 5],
      [2, 7],
      [1, 6],
    ] as const) {
      await history.recordProviderFigures([{ clusterId: "shade~a", at: at(poll), usdMicros: usdMicros(usd) }]);
    }
    const figures = await history.readProviderFigures("shade~a");
    expect(figures).toMatchObject({ first: { at: at(0), usdMicros: 5 }, last: { at: at(2), usdMicros: 7 } });
    expect(await history.readProviderFigures("shade~none")).toBeNull();
  });

  it("takes the figures of many clusters at once, and passes over those of clusters that it does not know", async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `c${index}`);
    await history.recordPoll(
      pollOf(at(0), { clusters: ids.map((providerClusterId) => readingOf({ providerClusterId })) }),
    );
    const figureOf = (id: string, index: number) => ({
      clusterId: `shade~${id}`,
      at: at(0),
      usdMicros: usdMicros(index),
    });
    await history.recordProviderFigures([...ids, "unknown"].map(figureOf));
    expect(await history.readProviderFigures("shade~c0")).toMatchObject({ last: { usdMicros: 0 } });
    expect(await history.readProviderFigures("shade~c249")).toMatchObject({ last: { usdMicros: 249 } });
    expect(await history.readProviderFigures("shade~unknown")).toBeNull();
  });
});

describeEachStore((newStore) => {
  let history: History;
  let numRuns: number;
  beforeAll(async () => {
    const location = await newStore();
    history = await openHistory(location);
    // The same statements in a process of their own take three times as long.
    numRuns = ALL || "dataDir" in location ? 100 : 25;
  });
  afterAll(() => history.close());

  it("stores what the pure ledger makes of the same readings, in either store", async () => {
    const rate = fc.option(
      fc.constantFrom(1, 10, 20).map((usd) => usdMicrosPerHour(usd * 1_000_000)),
      { freq: 4 },
    );
    const stories = fc.array(fc.tuple(rate, fc.integer({ min: 1, max: 100_000 })), { minLength: 2, maxLength: 10 });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(stories, async (polls) => {
        runs += 1;
        const accountId = `c${runs}`;
        const story: TrueChange[] = [];
        const times: number[] = [];
        for (const [price, gapMs] of polls) {
          const time = (times.at(-1) ?? T) + gapMs;
          times.push(time);
          story.push({ at: time, state: stateAt(price), isDated: false });
          const usd = price === null ? null : price / 1_000_000;
          await history.recordPoll(pollOf(time, { accountId, clusters: [readingOf({ usd })] }));
        }
        const expected = watchSchedule(story, times, POLL_INTERVAL_MS).rows;
        const stored = (await history.readTimeline(`${accountId}~a`, ALWAYS, ALL_OF_IT))?.rows ?? [];
        expect(stored.map(({ billing: _, ...row }) => row)).toEqual(expected.map(({ billing: _, ...row }) => row));
      }),
      { numRuns, endOnFailure: true },
    );
  });
});
