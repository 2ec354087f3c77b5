import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { accruedCost, type RateInterval, roundCost, sumCosts, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { overlapMs } from "@/lib/domain/time/time-window";
import { nodeOf, POLL_INTERVAL_MS, pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { type History, openHistory } from "./open-history";
import { ALL_CLUSTERS } from "./read/cluster-filter";
import type { Poll } from "./record/poll";

const T = Date.UTC(2026, 10, 20);
const YEAR_MS = 365 * DAY_MS;
const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };
const ALL_OF_IT = { withNodes: true, now: 0 };

/** A server whose wall clock can be set: it reads a cluster "a" and writes what it read. */
function serverWith(history: History, accountId = "shade") {
  let trueNow = T;
  let offsetMs = 0;
  let bootedAt = T;
  let process = 0;
  return {
    clock: () => trueNow + offsetMs,
    trueNow: () => trueNow,
    offsetMs: () => offsetMs,
    set: (byMs: number) => {
      offsetMs += byMs;
    },
    restart: () => {
      process += 1;
      bootedAt = trueNow;
    },
    /** Lets time pass, then reads. */
    poll: async (afterMs: number, changes: Partial<Poll> = {}) => {
      trueNow += afterMs;
      const steady = { process: `p${process}`, ms: trueNow - bootedAt };
      const poll = pollOf(trueNow + offsetMs, { accountId, steady, ...changes });
      return { poll, outcome: await history.recordPoll(poll) };
    },
  };
}

async function sampled(history: History, ...asked: Parameters<History["sampleCosts"]>) {
  return (await Array.fromAsync(history.sampleCosts(...asked))).flat();
}

describeEachStore((newStore) => {
  let history: History;
  let server: ReturnType<typeof serverWith>;
  beforeEach(async () => {
    history = await openHistory(await newStore());
    server = serverWith(history);
    return () => history.close();
  });
  const costOf = async (window: { from: number; to: number }) => {
    const samples = await sampled(history, [window.from, window.to], "group", ALL_CLUSTERS);
    const accrued = (moment: number) =>
      sumCosts(samples.filter(({ at }) => at === moment).map((sample) => sample.accrued));
    const { errorUsdMicros } = await history.readWindowDoubt(window, ALL_CLUSTERS);
    return { usdMicros: roundCost(accrued(window.to)) - roundCost(accrued(window.from)), errorUsdMicros };
  };
  const runRate = async () =>
    (await sampled(history, [server.clock()], "group", ALL_CLUSTERS))[0]?.usdMicrosPerHour ?? 0;
  const pollFor = async (durationMs: number, changes: Partial<Poll> = {}) => {
    for (let passed = 0; passed < durationMs; passed += POLL_INTERVAL_MS) await server.poll(POLL_INTERVAL_MS, changes);
  };

  it.each([
    ["minutes, before a restart", 7 * MINUTE_MS, true],
    ["hours, while running", 5 * HOUR_MS, false],
    ["a year, before a restart", YEAR_MS, true],
    ["a year, while running", YEAR_MS, false],
  ])("goes on at once when a clock that was ahead by %s is set right", async (_, aheadMs, isRestarted) => {
    await pollFor(5 * MINUTE_MS);
    server.set(aheadMs);
    if (isRestarted) server.restart();
    await pollFor(10 * MINUTE_MS, { clusters: [readingOf({ usd: 20 })] });
    server.set(-aheadMs);
    if (isRestarted) server.restart();
    const { outcome } = await server.poll(POLL_INTERVAL_MS, { clusters: [readingOf({ usd: 242 })] });
    expect(outcome).toBe("recorded-after-jump");
    expect(await runRate()).toBe(242_000_000);
    await pollFor(5 * MINUTE_MS, { clusters: [readingOf({ usd: 242 })] });

    const { usdMicros, errorUsdMicros } = await costOf({ from: 0, to: server.clock() });
    const [low, high] = [5 * 10 + 10 * 20 + 5 * 242, 5 * 10 + 11 * 242 + 5 * 242].map((cost) => (cost / 60) * 1e6);
    expect(usdMicros + errorUsdMicros).toBeGreaterThanOrEqual(low ?? 0);
    expect(usdMicros - errorUsdMicros).toBeLessThanOrEqual(high ?? 0);
    // A year's cost appears nowhere: the error covers only the doubtful minutes.
    expect(errorUsdMicros).toBeLessThan((30 * 242 * 1e6) / 60);
    const runs = await Array.fromAsync(history.observedRuns(ALWAYS, ALL_CLUSTERS));
    expect(runs.every(({ lastAt }) => lastAt <= server.clock())).toBe(true);
    expect(await history.clockJumps(ALWAYS, ALL_CLUSTERS)).toMatchObject([{ accountId: "shade" }]);
  });

  it("counts the doubtful time of each cluster once, however many clusters there are", async () => {
    const clusters = Array.from({ length: 1_001 }, (_, index) => readingOf({ providerClusterId: `c${index}` }));
    await server.poll(POLL_INTERVAL_MS, { clusters });
    server.set(HOUR_MS);
    await server.poll(POLL_INTERVAL_MS, { clusters });
    const window = { from: 0, to: server.clock() };
    const ofOne = await history.readWindowDoubt(window, { clusterIds: ["shade~c0"] });
    expect(ofOne.errorUsdMicros).toBeGreaterThan(0);
    const ofAll = await history.readWindowDoubt(window, ALL_CLUSTERS);
    expect(ofAll.errorUsdMicros).toBe(clusters.length * ofOne.errorUsdMicros);
  });

  it("counts the time that a clock skips while the server runs as error, whether or not the price changed", async () => {
    await pollFor(5 * MINUTE_MS);
    server.set(31 * DAY_MS);
    const jumped = await server.poll(POLL_INTERVAL_MS);
    expect(jumped.outcome).toBe("recorded-after-jump");
    const { usdMicros, errorUsdMicros } = await costOf({ from: 0, to: server.clock() });
    expect(usdMicros - errorUsdMicros).toBeLessThanOrEqual((6 * 10 * 1e6) / 60);
    expect(await history.clockJumps(ALWAYS, ALL_CLUSTERS)).toMatchObject([{ byMs: 31 * DAY_MS }]);
    const [, second] = await Array.fromAsync(history.observedRuns(ALWAYS, ALL_CLUSTERS));
    expect(second?.startedAt).toBe(server.clock());
  });

  it("does not mistake gradual clock correction for a jump, or a repeated poll for a new one", async () => {
    await pollFor(MINUTE_MS);
    server.set(-900);
    const { poll, outcome } = await server.poll(POLL_INTERVAL_MS);
    expect(outcome).toBe("recorded");
    const before = await history.readTimeline("shade~a", ALWAYS, ALL_OF_IT);
    expect(await history.recordPoll(poll)).toBe("already-recorded");
    expect(await history.recordPoll({ ...poll, clusters: [] })).toBe("already-recorded");
    expect(await history.readTimeline("shade~a", ALWAYS, ALL_OF_IT)).toEqual(before);
    expect(await history.clockJumps(ALWAYS, ALL_CLUSTERS)).toEqual([]);
  });

  it("records a poll after a jump shorter than the polling interval, and after one back to exactly the time of the previous poll", async () => {
    await pollFor(MINUTE_MS);
    server.set(-POLL_INTERVAL_MS);
    expect((await server.poll(POLL_INTERVAL_MS)).outcome).toBe("recorded-after-jump");
    server.set(-10_000);
    expect((await server.poll(POLL_INTERVAL_MS)).outcome).toBe("recorded-after-jump");
    expect((await costOf({ from: 0, to: server.clock() })).errorUsdMicros).toBeGreaterThan(0);
  });

  it("detects again that a cluster and a node went while the clock was ahead, and never charges for them twice", async () => {
    const both = [readingOf({ nodes: [nodeOf("n1")] }), readingOf({ providerClusterId: "b" })];
    await pollFor(5 * MINUTE_MS, { clusters: both });
    server.set(HOUR_MS);
    await pollFor(MINUTE_MS, { clusters: [readingOf({ providerClusterId: "b" })] });
    server.set(-HOUR_MS);
    await pollFor(10 * MINUTE_MS, { clusters: [readingOf({ providerClusterId: "b" })] });
    const timeline = await history.readTimeline("shade~a", ALWAYS, ALL_OF_IT);
    const longestMs = 7 * MINUTE_MS;
    expect(timeline?.rows).toHaveLength(1);
    for (const row of [...(timeline?.rows ?? []), ...(timeline?.nodes[0]?.rows ?? [])]) {
      expect((row.endedAt ?? Number.POSITIVE_INFINITY) - T).toBeLessThan(longestMs);
    }
    const { usdMicros, errorUsdMicros } = await costOf({ from: 0, to: server.clock() });
    expect(usdMicros).toBeLessThanOrEqual((16 * 10 + 10 * 10) * (1e6 / 60) + errorUsdMicros);
  });

  it("states the same error in an export as in the costs", async () => {
    await pollFor(MINUTE_MS);
    server.set(HOUR_MS);
    await server.poll(POLL_INTERVAL_MS);
    const exported = [];
    for await (const { doubts } of history.readIntervals(ALWAYS, ALL_CLUSTERS)) exported.push(...doubts);
    expect(exported).toEqual([{ from: server.clock() - HOUR_MS, to: server.clock(), usdMicrosPerHour: 10_000_000 }]);
  });
});

const jump = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -60_000, max: 60_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -DAY_MS, max: DAY_MS }) },
  { weight: 1, arbitrary: fc.constantFrom(-YEAR_MS, -31 * DAY_MS, 31 * DAY_MS, YEAR_MS) },
);
const passing = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 12_000, max: 18_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 5 * HOUR_MS }) },
);
const walk = fc.array(
  fc.record({
    afterMs: passing,
    jumpMs: jump,
    usd: fc.constantFrom(0, 1, 10, 20, 242),
    /** When, in the time before the poll, its price took effect. */
    changedAfter: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 12 },
);

describeEachStore((newStore) => {
  let history: History;
  beforeEach(async () => {
    history = await openHistory(await newStore());
    return () => history.close();
  });

  it("holds however the clock moves: nothing dropped, negative or counted twice, and the truth within the stated error", async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(walk, async (steps) => {
        runs += 1;
        const accountId = `c${runs}`;
        const filter = { accountIds: [accountId] };
        const server = serverWith(history, accountId);
        const truth: RateInterval[] = [];
        let lastPoll: Poll | null = null;
        const read = async (afterMs: number, usd: number, changedAfter: number) => {
          const [from, to] = [server.trueNow(), server.trueNow() + afterMs];
          const changedAt = from + 1 + Math.floor((afterMs - 1) * changedAfter);
          const before = truth.at(-1)?.usdMicrosPerHour ?? null;
          truth.push({ from, to: changedAt, usdMicrosPerHour: before });
          truth.push({ from: changedAt, to, usdMicrosPerHour: usdMicrosPerHour(usd * 1_000_000) });
          const { poll, outcome } = await server.poll(afterMs, { clusters: [readingOf({ usd })] });
          expect(outcome).not.toBe("already-recorded");
          lastPoll = poll;
          const [sample] = await sampled(history, [server.clock()], "group", filter);
          expect(sample?.usdMicrosPerHour).toBe(usd * 1_000_000);
        };
        truth.push({ from: T, to: T, usdMicrosPerHour: usdMicrosPerHour(10_000_000) });
        await server.poll(0, { clusters: [readingOf({ usd: 10 })] });
        for (const { afterMs, jumpMs, usd, changedAfter } of steps) {
          server.set(jumpMs);
          await read(afterMs, usd, changedAfter);
        }
        // The clock is right in the end.
        server.set(-server.offsetMs());
        await read(POLL_INTERVAL_MS, 10, 0.5);

        const now = server.clock();
        const window = { from: T - 3 * YEAR_MS, to: now };
        const moments = [0, 0.2, 0.5, 0.9, 1].map((share) => window.from + Math.floor((now - window.from) * share));
        const totals = [];
        for (const moment of moments) {
          const samples = await sampled(history, [moment], "group", filter);
          totals.push(sumCosts(samples.map(({ accrued }) => accrued)));
        }
        for (const [index, total] of totals.entries()) expect(total).toBeGreaterThanOrEqual(totals[index - 1] ?? 0n);
        const rows = (await history.readTimeline(`${accountId}~a`, ALWAYS, ALL_OF_IT))?.rows ?? [];
        for (const [index, row] of rows.entries()) {
          expect(row.startedAt).toBeLessThanOrEqual(now);
          expect(rows[index + 1]?.startedAt ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(row.endedAt ?? now);
        }
        const watched = await Array.fromAsync(history.observedRuns(window, filter));
        for (const [index, run] of watched.entries()) {
          const others = watched.slice(index + 1);
          const spanOf = ({ startedAt, lastAt }: typeof run) => ({ from: startedAt, to: lastAt });
          expect(others.reduce((sum, other) => sum + overlapMs(spanOf(run), spanOf(other)), 0)).toBe(0);
        }
        const { errorUsdMicros } = await history.readWindowDoubt(window, filter);
        const intervals = rows.map(({ startedAt, endedAt, usdMicrosPerHour: rate }) => {
          return { from: startedAt, to: endedAt ?? now, usdMicrosPerHour: rate };
        });
        const total = accruedCost(intervals, window);
        expect(roundCost(sumCosts(totals.slice(-1)))).toBe(total);
        const off = Math.abs(total - accruedCost(truth, { from: T, to: server.trueNow() }));
        expect(off).toBeLessThanOrEqual(errorUsdMicros + 1);
        if (lastPoll) expect(await history.recordPoll(lastPoll)).toBe("already-recorded");
        expect((await history.readTimeline(`${accountId}~a`, ALWAYS, ALL_OF_IT))?.rows).toEqual(rows);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
