import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { POLL_INTERVAL_MS, pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore, postgresStores } from "@/lib/testing/stores";
import { openDatabase, type StoreLocation } from "../../store/open-database";
import { openHistory } from "../open-history";
import { claimSettled, forgetSamplesAfter } from "../sample-state";
import type { Tables } from "../schema";
import { ALL_CLUSTERS } from "./cluster-filter";
import type { CostSample } from "./cost-sample";
import { storeDays } from "./cost-upkeep";
import type { EdgeDoubt } from "./edge-doubt";
import { readSamples } from "./read-samples";
import { createSettledCache } from "./settled-cache";
import { readStoredSamples, storeSamples } from "./stored-samples";
import { readWindowDoubts } from "./window-doubt";

const T = Date.UTC(2026, 10, 20);
const STORED = { isStored: true };

const step = fc.record({
  accountId: fc.constantFrom("shade", "prime"),
  /** Outages after which an account returns make late changes; hours and days are settled. */
  afterMs: fc.constantFrom(POLL_INTERVAL_MS, POLL_INTERVAL_MS, 20 * MINUTE_MS, 3 * HOUR_MS, 30 * HOUR_MS),
  /** The wall clock jumps; going back withdraws rows. */
  clockByMs: fc.constantFrom(0, 0, 0, 0, 2 * HOUR_MS, -2 * HOUR_MS, 2 * DAY_MS, -2 * DAY_MS),
  isRestarted: fc.boolean(),
  complete: fc.boolean(),
  clusters: fc.uniqueArray(
    fc.record({
      providerClusterId: fc.constantFrom("a", "b", "c"),
      name: fc.constantFrom("train", "serve"),
      status: fc.constantFrom("running" as const, "running" as const, "terminated" as const),
      gpuModel: fc.constantFrom(null, "H100", "H200"),
      usd: fc.constantFrom(1, 7.3, null),
      /** The provider's own time of the change, as a part of the gap before the poll. */
      changedBefore: fc.option(fc.constantFrom(0.1, 0.9)),
    }),
    { selector: ({ providerClusterId }) => providerClusterId, maxLength: 3 },
  ),
});

function inOrder(samples: readonly CostSample[]): string[] {
  // A cluster's name is as it was when the sample was read.
  return samples.map(({ clusterName, ...sample }) => Object.entries(sample).sort().join()).sort();
}

async function openStore(location: StoreLocation) {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  const db = store.db.withTables<Tables>();
  return { dialect: store.dialect, db, longReads: db };
}

describeEachStore((newStore) => {
  it("answers, from memory and from the store, what reading the ledger anew would answer, whatever polls and clocks do", async () => {
    const moments = Array.from({ length: 90 }, (_, index) => T - HOUR_MS + index * 2 * HOUR_MS).concat(T + 12_345);
    const ofSome = { clusterIds: ["shade~a", "prime~b"] };
    let answeredFromStore = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14, size: "max" }), async (steps) => {
        const location = await newStore();
        const running = await openHistory(location);
        const ledger = await openStore(location);
        const { db } = ledger;
        let now = T;
        let offsetMs = 0;
        let process = 0;
        for (const { afterMs, clockByMs, isRestarted, clusters, accountId, complete } of steps) {
          now += afterMs;
          offsetMs += clockByMs;
          if (isRestarted) process += 1;
          const at = now + offsetMs;
          const readings = clusters.map(({ changedBefore, ...changes }) =>
            readingOf({ ...changes, statusSince: changedBefore === null ? null : at - changedBefore * afterMs }),
          );
          const steady = { process: `p${process}`, ms: now - T };
          await running.recordPoll(pollOf(at, { accountId, complete, steady, clusters: readings }));

          const truth = (await Array.fromAsync(readSamples(ledger, moments, "group", ALL_CLUSTERS))).flatMap(
            ({ samples }) => samples,
          );
          const restarted = await openHistory(location);
          for (const history of [running, restarted]) {
            const answered = await Array.fromAsync(history.sampleCosts(moments, "group", ALL_CLUSTERS, STORED));
            expect(inOrder(answered.flat())).toEqual(inOrder(truth));
          }
          await restarted.close();
          answeredFromStore += (await readStoredSamples(db, moments)).size;

          const ofClusters = await Array.fromAsync(readSamples(ledger, moments, "cluster", ofSome));
          const answered = await Array.fromAsync(running.sampleCosts(moments, "cluster", ofSome));
          expect(inOrder(answered.flat())).toEqual(inOrder(ofClusters.flatMap(({ samples }) => samples)));

          for (const window of [
            { from: T + HOUR_MS, to: T + 30 * HOUR_MS },
            { from: T + 30 * HOUR_MS, to: at },
          ]) {
            const anew = { ...ledger, edges: createSettledCache<EdgeDoubt>(100, () => 1) };
            const truth = (await readWindowDoubts(anew, [window], ALL_CLUSTERS))(window);
            expect(await running.readWindowDoubt(window, ALL_CLUSTERS)).toEqual(truth);
          }
        }
        await running.close();
      }),
      { numRuns: 6, endOnFailure: true },
    );
    expect(answeredFromStore).toBeGreaterThan(100);
  });

  it("stores nothing that a late change has made untrue since it was read", async () => {
    const location = await newStore();
    const history = await openHistory(location);
    const ledger = await openStore(location);
    const { db } = ledger;
    for (const at of [T, T + 5 * HOUR_MS]) await history.recordPoll(pollOf(at));
    await history.recordPoll(pollOf(T + 5 * HOUR_MS, { accountId: "prime" }));
    await history.recordPoll(pollOf(T + 9 * HOUR_MS, { accountId: "prime" }));
    const moment = T + 7 * HOUR_MS;
    const { changes } = await claimSettled(db, [moment]);
    const [read] = await Array.fromAsync(readSamples(ledger, [moment], "group", ALL_CLUSTERS));
    // Until now the cluster was known for five hours only.
    await history.recordPoll(pollOf(T + 9 * HOUR_MS));
    await storeSamples(ledger, changes, new Map([[moment, read?.samples ?? []]]));
    expect(await readStoredSamples(db, [moment])).toEqual(new Map());
    await history.close();
  });

  it("doubts a time that a change may reach back to, although it is dated long after", async () => {
    const location = await newStore();
    const history = await openHistory(location);
    const ledger = await openStore(location);
    const hours = Array.from({ length: 15 }, (_, index) => index / 3);
    await history.recordPoll(pollOf(T));
    // The account is read all the time, but its list may be missing clusters.
    for (const hour of hours.slice(1)) {
      await history.recordPoll(pollOf(T + hour * HOUR_MS, { complete: false, clusters: [] }));
    }
    const window = { from: T + HOUR_MS, to: T + 1.5 * HOUR_MS };
    await history.readWindowDoubt(window, ALL_CLUSTERS);
    await history.recordPoll(pollOf(T + 5 * HOUR_MS, { clusters: [readingOf({ usd: 20 })] }));
    const anew = { ...ledger, edges: createSettledCache<EdgeDoubt>(100, () => 1) };
    const truth = (await readWindowDoubts(anew, [window], ALL_CLUSTERS))(window);
    expect(truth.errorUsdMicros).toBeGreaterThan(0);
    expect(await history.readWindowDoubt(window, ALL_CLUSTERS)).toEqual(truth);
    await history.close();
  });

  it("keeps what was stored while polls change only the present, and writes nothing about it", async () => {
    const location = await newStore();
    const history = await openHistory(location);
    const ledger = await openStore(location);
    const { db } = ledger;
    for (let hour = 0; hour <= 50; hour += 0.5) {
      await history.recordPoll(
        pollOf(T + hour * HOUR_MS, { pollIntervalMs: HOUR_MS, clusters: [readingOf({ usd: 1 + hour })] }),
      );
    }
    await storeDays(history, "UTC", T + 50 * HOUR_MS, new AbortController().signal);
    const stored = await readStoredSamples(db, [T + DAY_MS, T + 2 * DAY_MS]);
    expect(stored.size).toBe(2);
    const state = await claimSettled(db, []);
    await history.recordPoll(
      pollOf(T + 50.2 * HOUR_MS, {
        pollIntervalMs: HOUR_MS,
        clusters: [readingOf({ gpuModel: "H200" }), readingOf({ providerClusterId: "new", gpuModel: null })],
      }),
    );
    const { changes } = await claimSettled(db, []);
    // The first cluster's new GPU model regroups all of its past; that of a new cluster only its own.
    expect(changes).toBe(state.changes + 1);
    await storeDays(history, "UTC", T + 50.2 * HOUR_MS, new AbortController().signal);
    await history.recordPoll(
      pollOf(T + 50.4 * HOUR_MS, {
        pollIntervalMs: HOUR_MS,
        clusters: [readingOf({ gpuModel: "H200" }), readingOf({ providerClusterId: "new", gpuModel: "H100" })],
      }),
    );
    expect(await readStoredSamples(db, [T + DAY_MS, T + 2 * DAY_MS])).toHaveProperty("size", 2);
    expect((await claimSettled(db, [])).changes).toBe(changes);
    await history.close();
  });
});

describe("PostgreSQL, where transactions run beside each other", () => {
  const newDatabase = postgresStores();
  const moment = T + HOUR_MS;

  async function storeWithPolls() {
    const location = { databaseUrl: await newDatabase() };
    const history = await openHistory(location);
    for (const hour of [0, 3]) await history.recordPoll(pollOf(T + hour * HOUR_MS));
    await history.close();
    return (await openStore(location)).db;
  }

  it("stores nothing while a late change is being written, and nothing that it deletes afterwards", async () => {
    const db = await storeWithPolls();
    const { changes } = await claimSettled(db, [moment]);
    let storing = Promise.resolve();
    await db.transaction().execute(async (transaction) => {
      await forgetSamplesAfter(transaction, "postgres", T);
      storing = storeSamples({ db, dialect: "postgres" }, changes, new Map([[moment, []]]));
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    await storing;
    expect(await readStoredSamples(db, [moment])).toEqual(new Map());
  });

  it("lets nobody keep what they read while a poll is being written that may yet change it", async () => {
    const db = await storeWithPolls();
    const order: string[] = [];
    let claiming: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (transaction) => {
      await forgetSamplesAfter(transaction, "postgres", T);
      claiming = claimSettled(db, [moment]).then(() => order.push("claimed"));
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push("written");
    });
    await claiming;
    expect(order).toEqual(["written", "claimed"]);
  });
});
