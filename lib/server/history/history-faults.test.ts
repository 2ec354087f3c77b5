import { writeFileSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeOf, pollOf, readingOf } from "@/lib/testing/example-polls";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { describeEachStore, temporaryFolders } from "@/lib/testing/stores";
import { migrate } from "../store/migrate";
import { openDatabase } from "../store/open-database";
import { SQLITE_FILE } from "../store/sqlite-file";
import { reported } from "../store/store-error";
import { HISTORY_MIGRATIONS } from "./migrations";
import { openHistory } from "./open-history";
import { ALL_CLUSTERS } from "./read/cluster-filter";
import { createKnownCache } from "./record/known-cache";
import { recordPoll } from "./record/record-poll";
import type { Tables } from "./schema";

const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };
const ALL_OF_IT = { withNodes: true, now: 0 };

describeEachStore((newStore) => {
  it("refuses a store that a newer version wrote, and says what to do", async () => {
    const store = await newStore();
    const opened = openDatabase(store);
    await migrate(opened, { ...HISTORY_MIGRATIONS, steps: [...HISTORY_MIGRATIONS.steps, async () => {}] });
    await opened.close();
    await expect(openHistory(store)).rejects.toMatchObject({
      kind: "newer-schema",
      message: expect.stringMatching(/version \d+.*only up to \d+.*newer Clusterdeck/),
    });
  });

  it("leaves the store as it was when a migration fails half-way", async () => {
    const store = await newStore();
    const opened = openDatabase(store);
    const fail = async () => {
      throw new Error("half-way");
    };
    const failing = { ...HISTORY_MIGRATIONS, steps: [...HISTORY_MIGRATIONS.steps, fail] };
    await expect(migrate(opened, failing)).rejects.toThrow("half-way");
    await opened.close();
    const history = await openHistory(store);
    expect(await history.recordPoll(pollOf(1_000))).toBe("recorded");
    await history.close();
  });

  it("writes all of a poll or none of it, says since when writing has failed, and resumes", async () => {
    const store = await newStore();
    const history = await openHistory(store);
    const { db } = openDatabase(store);
    await sql`alter table last_reading rename column reading to hidden`.execute(db);
    await expect(history.recordPoll(pollOf(1_000))).rejects.toMatchObject({ name: "StoreError" });
    await expect(history.recordPoll(pollOf(16_000))).rejects.toMatchObject({ name: "StoreError" });
    expect(await history.readTimeline("shade~a", ALWAYS, ALL_OF_IT)).toBeNull();
    expect(await Array.fromAsync(history.observedRuns(ALWAYS, ALL_CLUSTERS))).toEqual([]);
    expect(await history.health()).toMatchObject({ reading: null, writing: { since: 1_000 } });
    await sql`alter table last_reading rename column hidden to reading`.execute(db);
    expect(await history.recordPoll(pollOf(31_000))).toBe("recorded");
    expect(await history.health()).toEqual({ reading: null, writing: null });
    await db.destroy();
    await history.close();
  });

  it("says no more that writing has failed once another server writes, though this one has nothing to write any more", async () => {
    const store = await newStore();
    const history = await openHistory(store);
    const { db } = openDatabase(store);
    await sql`alter table last_reading rename column reading to hidden`.execute(db);
    await expect(history.recordPoll(pollOf(1_000))).rejects.toMatchObject({ name: "StoreError" });
    await sql`alter table last_reading rename column hidden to reading`.execute(db);
    expect(history.writing()).toMatchObject({ since: 1_000 });
    history.noteWritten();
    expect(history.writing()).toBeNull();
    await db.destroy();
    await history.close();
  });

  it("survives a list that names a cluster and a node twice", async () => {
    const history = await openHistory(await newStore());
    const twice = readingOf({ nodes: [nodeOf("n1"), nodeOf("n1")] });
    expect(await history.recordPoll(pollOf(1_000, { clusters: [twice, twice] }))).toBe("recorded");
    await history.close();
  });
});

describe("SQLite", () => {
  const newFolder = temporaryFolders();

  it("reports at once that another program has locked the database, and resumes when it lets go", async () => {
    const dataDir = newFolder();
    const history = await openHistory({ dataDir });
    await history.recordPoll(pollOf(1_000));
    const other = new BetterSqlite(path.join(dataDir, SQLITE_FILE));
    other.exec("begin exclusive");
    await expect(history.recordPoll(pollOf(16_000))).rejects.toMatchObject({ kind: "locked" });
    expect(await history.loadLastReadings(0)).toHaveLength(1);
    other.exec("commit");
    other.close();
    expect(await history.recordPoll(pollOf(31_000, { clusters: [readingOf({ usd: 12 })] }))).toBe("recorded");
    expect((await history.readTimeline("shade~a", ALWAYS, ALL_OF_IT))?.rows[0]).toMatchObject({
      endedAt: 16_000,
      endErrorMs: 15_000,
    });
    await history.close();
  });

  it("reports a full disk, and resumes when there is room", async () => {
    const opened = openDatabase({ dataDir: newFolder() });
    await migrate(opened, HISTORY_MIGRATIONS);
    const db = opened.db.withTables<Tables>();
    const cache = createKnownCache();
    await recordPoll({ db, dialect: "sqlite" }, cache, pollOf(1_000));
    await sql`pragma max_page_count = 1`.execute(db);
    const clusters = Array.from({ length: 300 }, (_, index) => readingOf({ providerClusterId: `c${index}` }));
    await expect(
      reported(() => recordPoll({ db, dialect: "sqlite" }, cache, pollOf(16_000, { clusters }))),
    ).rejects.toMatchObject({
      kind: "full",
    });
    await sql`pragma max_page_count = 1000000`.execute(db);
    expect(await recordPoll({ db, dialect: "sqlite" }, cache, pollOf(31_000, { clusters }))).toBe("recorded");
    await db.destroy();
  });

  it("says so when the file is not a database", async () => {
    const dataDir = newFolder();
    writeFileSync(path.join(dataDir, SQLITE_FILE), "not a database, but long enough to look like one".repeat(100));
    await expect(openHistory({ dataDir })).rejects.toMatchObject({ kind: "damaged" });
  });
});

describe("PostgreSQL", () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it("is reported while it is away, and used again when it is back", async () => {
    const history = await openHistory({ databaseUrl: await server.createDatabase() });
    await history.recordPoll(pollOf(1_000));
    await server.whileDown(async () => {
      await expect(history.recordPoll(pollOf(16_000))).rejects.toMatchObject({ kind: "unavailable" });
      expect((await history.health()).reading).toMatchObject({ kind: "unavailable" });
    });
    expect(await history.recordPoll(pollOf(31_000))).toBe("recorded");
    expect(await history.health()).toEqual({ reading: null, writing: null });
    await history.close();
  });

  it("is reported at start when it cannot be reached", async () => {
    const databaseUrl = "postgres://postgres@127.0.0.1:1/none";
    await expect(openHistory({ databaseUrl })).rejects.toMatchObject({ kind: "unavailable" });
  });
});
