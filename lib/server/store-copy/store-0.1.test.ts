import { readFileSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { ADMIN, PUBLIC_URL } from "@/lib/testing/example-auth";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { recordAudit } from "../auth/audit/audit";
import { type AuditFilter, readAllAuditEntries } from "../auth/audit/audit-entries";
import { openAuth } from "../auth/open-auth";
import { newSetupCode } from "../auth/setup-code";
import { auditEntryView } from "../features/audit/audit-view";
import { historyIn } from "../history/open-history";
import { DIRECT } from "../outbound/outbound";
import { digestOf, openStoredTries } from "../reachability/stored-tries";
import { createSoleAttemptLimit } from "../security/attempt-limit";
import { clusterAliasOf } from "../sharing/guests/alias";
import { openShareLinks } from "../sharing/links/open-share-links";
import { migrate } from "../store/migrate";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { SQLITE_FILE } from "../store/sqlite-file";
import { backUp } from "./backup";
import { copyStore } from "./copy-store";
import { summariseStore } from "./store-summary";
import { migrateAll, STORED_PARTS } from "./stored-parts";

/*
 * The fixtures were written by version 0.1 itself, on each database: polls of two accounts, one of them named "shade",
 * which has lost a cluster; a person who is signed in; two links; an audit log; a node that does not answer. Below is what version 0.1
 * answered about them.
 */
const T = Date.UTC(2026, 9, 24);
/** A time at which the session is still valid. */
const NOW = Date.UTC(2026, 10, 30);

/** How many steps version 0.1 had of each part. */
const STEPS: ReadonlyMap<string, number> = new Map([
  ["auditSchemaVersion", 2],
  ["accessSchemaVersion", 3],
  ["shareSchemaVersion", 1],
  ["displaySchemaVersion", 1],
  ["silenceSchemaVersion", 1],
  ["schemaVersion", 3],
]);

const SHADE_A = 1_758_866_750_000n;

const SQLITE = {
  cookie:
    "clusterdeck.session_token=6rZHpKT1WEnKmwACIQ1mko5F2xsMEETE.Nm92Roc%2FWIfWp0t9lZBSz9fA%2FN9bPE8tgIHLW50B%2BS0%3D",
  tokens: ["MzKLMrOMTwtEqhOm2anQ2juqC7gyOGwT", "fLFioVCExoS_9DL66eFuST990cdLQfRZ"],
  aliases: ["07c4e4053c23688ca977~80c9a95878ba17b8993f", "07c4e4053c23688ca977~c860ce7a1b41636edba2"],
} as const;
const POSTGRES = {
  cookie: "clusterdeck.session_token=8fqpjVOWqHUYerkx3CoZI20NqmLWdNNl.mf3f6vZg3pD4JJykbar1rgwxrPa4n7IM2g2XWJRKPb8%3D",
  tokens: ["B1H8cptxR67zCVZpoEH13JlNg_NOPlpb", "AkzNA_1DX0ldCgFk30be5laIWRpP55KQ"],
  aliases: ["9c73af2b720f53134558~57ac5780671796c1cda2", "9c73af2b720f53134558~b0bb4b209d617c4f39d3"],
} as const;

const newFolder = temporaryFolders();
const newDatabaseUrl = postgresStores();

function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "fixtures", name), "utf8");
}

async function sqliteStore(): Promise<StoreLocation> {
  const dataDir = newFolder();
  const database = new BetterSqlite(path.join(dataDir, SQLITE_FILE));
  database.exec(fixture("store-0.1.sqlite.sql"));
  database.close();
  return { dataDir };
}

/** The tables come from the migrations of that time, which are never edited; the rows were written by that version. */
async function postgresStore(): Promise<StoreLocation> {
  const databaseUrl = await newDatabaseUrl();
  const store = openDatabase({ databaseUrl });
  for (const { migrations } of STORED_PARTS) {
    const { versionTable, steps } = migrations;
    await migrate(store, { versionTable, steps: steps.slice(0, STEPS.get(versionTable) ?? 0) });
  }
  await store.close();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(fixture("store-0.1.postgres.sql"));
  await client.end();
  return { databaseUrl };
}

function open(location: StoreLocation): Store {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  return store;
}

async function auditOf(store: Store, filter: AuditFilter = {}): Promise<string[]> {
  const actions: string[] = [];
  for await (const page of readAllAuditEntries(store, filter)) {
    actions.push(...page.map((entry) => auditEntryView(entry).action));
  }
  return actions;
}

const stores = [
  {
    name: "SQLite",
    newStore: sqliteStore,
    newOther: async () => ({ databaseUrl: await newDatabaseUrl() }),
    was: SQLITE,
  },
  { name: "PostgreSQL", newStore: postgresStore, newOther: async () => ({ dataDir: newFolder() }), was: POSTGRES },
];

describe.each(stores)("a store of version 0.1 on $name", ({ newStore, newOther, was }) => {
  it("answers the same costs and readings, and can still be written to", async () => {
    const store = open(await newStore());
    await migrateAll(store);
    await migrateAll(store);
    const { costs } = await summariseStore(store);
    expect([...costs].sort()).toEqual([
      ["other~c", 495_033_000_000n],
      ["shade~a", SHADE_A],
      ["shade~b", 0n],
    ]);
    const history = await historyIn(store);
    const readings = await history.loadLastReadings(0);
    expect(readings.map(({ accountId, reading: { onDemand } }) => [accountId, onDemand])).toEqual([
      ["other", []],
      ["shade", ["connection-details", "metrics"]],
      ["shade", []],
    ]);
    const next = pollOf(T + 86_400_000, { clusters: [readingOf(), readingOf({ providerClusterId: "new" })] });
    expect(await history.recordPoll(next)).toBe("recorded");
  });

  it("stays as it was when bringing it forward ends half-way, and is then brought forward as a whole", async () => {
    const store = open(await newStore());
    const end = async () => {
      throw new Error("The power went.");
    };
    for (const { migrations } of STORED_PARTS) {
      const interrupted = { ...migrations, steps: [...migrations.steps, end] };
      await expect(migrate(store, interrupted)).rejects.toThrow("The power went.");
    }
    const versions = store.db.withTables<{ schemaVersion: { version: number } }>();
    expect(await versions.selectFrom("schemaVersion").select("version").execute()).toEqual([{ version: 3 }]);
    await migrateAll(store);
    expect((await summariseStore(store)).costs.get("shade~a")).toBe(SHADE_A);
  });

  it("says what to do when an older Clusterdeck is started on it again", async () => {
    const store = open(await newStore());
    await migrateAll(store);
    for (const { migrations } of STORED_PARTS) {
      const older = { ...migrations, steps: migrations.steps.slice(0, STEPS.get(migrations.versionTable)) };
      if (older.steps.length === migrations.steps.length) continue;
      await expect(migrate(store, older)).rejects.toMatchObject({
        kind: "newer-schema",
        message: expect.stringContaining("Start the newer Clusterdeck that wrote it"),
      });
    }
  });

  it("opens its links by their tokens, with the same clusters under the same aliases", async () => {
    const store = open(await newStore());
    await migrateAll(store);
    const links = await openShareLinks(
      store,
      () => NOW,
      () => {},
    );
    const [whole, one] = await Promise.all(was.tokens.map((token) => links.findByToken(token)));
    expect(whole).toMatchObject({ name: "The whole account", scope: { accountIds: ["shade"], clusterIds: [] } });
    expect(one?.scope).toEqual({ accountIds: [], clusterIds: ["other~c"] });
    expect(["shade~a", "shade~b"].map((id) => clusterAliasOf(whole?.aliasKey ?? "", id))).toEqual(was.aliases);
    expect([...(await links.numberClusters(whole?.id ?? "", []))]).toEqual([
      ["shade~a", 1],
      ["shade~b", 2],
    ]);
  });

  it("keeps its audit log untouched, and shows and finds old entries by today's words", async () => {
    const store = open(await newStore());
    await migrateAll(store);
    await recordAudit(store, { at: NOW, actor: ADMIN.email, action: "account-tested", target: "shade", from: null });
    expect(await auditOf(store)).toEqual([
      "signed-in",
      "connection-details-read",
      "account-tested",
      "share-link-made",
      "account-tested",
    ]);
    expect(await auditOf(store, { action: "account-tested" })).toHaveLength(2);
    const changing = store.db.withTables<{ auditEntry: { action: string } }>().updateTable("auditEntry");
    await expect(changing.set({ action: "account-tested" }).execute()).rejects.toThrow();
  });

  it("lets in people who are signed in, and knows which nodes did not answer", async () => {
    const store = open(await newStore());
    await migrateAll(store);
    const configuration = { asksForSignIn: true, firstAdmin: null, singleSignOn: null };
    const auth = await openAuth({
      ...{ store, configuration, publicUrl: PUBLIC_URL, outbound: DIRECT, now: () => NOW },
      attemptLimits: () => createSoleAttemptLimit(Date.now),
      setupCode: newSetupCode(),
      onAccessChanged: () => {},
    });
    expect(await auth.identify(new Headers({ cookie: was.cookie }))).toMatchObject({
      email: ADMIN.email,
      role: "admin",
    });
    expect((await (await openStoredTries(store)).read()).get(digestOf("shade~a n1"))).toMatchObject({
      ...{ failures: 3, since: T, hadAnswered: true, triedAt: T + 5 },
    });
  });

  it("can be copied to the other database", async () => {
    const { from, to } = await copyStore(await newStore(), await newOther());
    expect(to).toEqual(from);
    expect(from.costs.get("shade~a")).toBe(SHADE_A);
  });
});

it("can be backed up before and after it is opened by this version", async () => {
  const location = await sqliteStore();
  const { dataDir } = "dataDir" in location ? location : { dataDir: "" };
  const [before, after] = [newFolder(), newFolder()];
  await backUp({ dataDir }, path.join(before, SQLITE_FILE));
  await migrateAll(open(location));
  await backUp({ dataDir }, path.join(after, SQLITE_FILE));
  for (const folder of [before, after]) {
    const store = open({ dataDir: folder });
    await migrateAll(store);
    expect((await summariseStore(store)).costs.get("shade~a")).toBe(SHADE_A);
  }
});

it("is brought forward once by two servers that start at the same time on PostgreSQL", async () => {
  const location = await postgresStore();
  const both = [open(location), open(location)];
  await Promise.all(both.map((store) => migrateAll(store)));
  for (const store of both) expect((await summariseStore(store)).costs.get("shade~a")).toBe(SHADE_A);
});
