import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { nodeOf, POLL_INTERVAL_MS, pollOf, readingOf } from "@/lib/testing/example-polls";
import { temporaryFolders } from "@/lib/testing/stores";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { HISTORY_MIGRATIONS } from "../migrations";
import type { Tables } from "../schema";
import { createKnownCache } from "./known-cache";
import { readKnownClusters, readLatestRun } from "./known-clusters";
import { recordPoll } from "./record-poll";

const newFolder = temporaryFolders();
const START = Date.UTC(2026, 9, 24);

const node = fc.record({ id: fc.constantFrom("n1", "n2", "n3"), health: fc.constantFrom("healthy", "unhealthy") });
const reading = fc.record({
  providerClusterId: fc.constantFrom("a", "b", "c"),
  name: fc.constantFrom("train", "serve"),
  status: fc.constantFrom("running", "stopped", "terminated"),
  usd: fc.constantFrom(1, 2, null),
  nodes: fc.option(fc.array(node, { maxLength: 3 })),
});
const poll = fc.record({
  intervals: fc.constantFrom(1, 1, 1, 30),
  complete: fc.boolean(),
  readings: fc.array(reading, { maxLength: 4 }),
  gone: fc.subarray(["a", "b", "c"], { maxLength: 1 }),
});

async function emptyHistory() {
  const store = openDatabase({ dataDir: newFolder() });
  await migrate(store, HISTORY_MIGRATIONS);
  const db = store.db.withTables<Tables>();
  await sql`pragma synchronous = off`.execute(db);
  return db;
}

it("knows what reading the store again would give, whatever polls say", async () => {
  const db = await emptyHistory();
  let accounts = 0;
  let comparisons = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(poll, { minLength: 1, maxLength: 12 }), async (polls) => {
      const cache = createKnownCache();
      accounts += 1;
      const accountId = `account-${accounts}`;
      let at = START;
      for (const { intervals, complete, readings, gone } of polls) {
        at += intervals * POLL_INTERVAL_MS;
        const clusters = readings.map(({ nodes, ...changes }) =>
          readingOf({ ...changes, nodes: nodes?.map(({ id, health }) => nodeOf(id, { health })) ?? null }),
        );
        await recordPoll({ db, dialect: "sqlite" }, cache, pollOf(at, { accountId, complete, clusters, gone }));
        const named = [...new Set(clusters.map(({ providerClusterId }) => providerClusterId))];
        const known = cache.find(accountId, await readLatestRun(db, accountId), named);
        if (known === null) throw new Error("Nothing was cached.");
        const stored = await readKnownClusters(db, accountId, [...known.keys()]);
        expect(new Map([...known].toSorted())).toEqual(new Map([...stored].toSorted()));
        comparisons += 1;
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
  expect(comparisons).toBeGreaterThan(100);
  await db.destroy();
});

it("is not believed once another process has written, or for a cluster that it does not hold", async () => {
  const db = await emptyHistory();
  const [cache, others] = [createKnownCache(), createKnownCache()];
  const latest = () => readLatestRun(db, "shade");
  await recordPoll({ db, dialect: "sqlite" }, cache, pollOf(START));
  expect(cache.find("shade", await latest(), ["a"])?.size).toBe(1);
  expect(cache.find("shade", await latest(), ["a", "b"])).toBeNull();
  await recordPoll(
    { db, dialect: "sqlite" },
    others,
    pollOf(START + POLL_INTERVAL_MS, { clusters: [readingOf({ usd: 12 })] }),
  );
  expect(cache.find("shade", await latest(), ["a"])).toBeNull();
  await db.destroy();
});

it("is forgotten when a poll could not be written", async () => {
  const db = await emptyHistory();
  const cache = createKnownCache();
  await recordPoll({ db, dialect: "sqlite" }, cache, pollOf(START));
  const latest = await readLatestRun(db, "shade");
  await db.destroy();
  await expect(recordPoll({ db, dialect: "sqlite" }, cache, pollOf(START + POLL_INTERVAL_MS))).rejects.toThrow();
  expect(cache.find("shade", latest, ["a"])).toBeNull();
});

it("knows nothing any more in another term, in which other servers may have written before", () => {
  const cache = createKnownCache();
  const latest = { accountId: "one", startedAt: START, lastAt: START, pollIntervalMs: POLL_INTERVAL_MS };
  cache.enter("one", 1);
  cache.set("one", START, new Map());
  cache.enter("one", 1);
  expect(cache.find("one", latest, [])).toEqual(new Map());
  cache.enter("one", 3);
  expect(cache.find("one", latest, [])).toBeNull();
});
