import { readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { PUBLIC_URL } from "@/lib/testing/example-auth";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { madeUp } from "@/lib/testing/made-up-provider";
import { postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { openStoredAccounts } from "../accounts/open-stored-accounts";
import { openPush } from "../alerts/push/open-push";
import { openAlertConfiguration } from "../alerts/settings/open-alert-configuration";
import { createAlertStore } from "../alerts/store/alert-store";
import type { AlertTables } from "../alerts/store/schema";
import { openAuth } from "../auth/open-auth";
import { newSetupCode } from "../auth/setup-code";
import { NO_CONFIGURED_ALERTS } from "../configuration/alerts/configured-alerts";
import { createSoleServer } from "../coordination/sole-server";
import { historyIn } from "../history/open-history";
import { DIRECT } from "../outbound/outbound";
import { digestOf, openStoredTries } from "../reachability/stored-tries";
import { createSecretBox } from "../secret-box/secret-box";
import { createSoleAttemptLimit } from "../security/attempt-limit";
import { openShareLinks } from "../sharing/links/open-share-links";
import { migrate } from "../store/migrate";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { copyStore } from "./copy-store";
import { summariseStore } from "./store-summary";
import { migrateAll, STORED_PARTS, STORED_TABLES } from "./stored-parts";

/*
 * The fixtures were written by the last version that knew of no other servers (3c627205), on each database: polls of an account that has
 * lost a cluster; a person who is signed in; a link; an alert with a message that is due; an account, a channel and a browser, whose
 * secrets are sealed; a silence; a changed rule; a node that does not answer. `was` is what that version knew of them.
 */
const T = Date.UTC(2026, 9, 24);
const { hints } = createSoleServer();
const SECRET_KEY = Buffer.alloc(32, 5);

const value = z.union([z.string(), z.number(), z.null()]);
const fixtureSchema = z.object({
  steps: z.record(z.string(), z.number()),
  was: z.object({
    cookie: z.string(),
    token: z.string(),
    publicKey: z.string(),
    costs: z.record(z.string(), z.string()),
  }),
  rows: z.record(z.string(), z.array(z.record(z.string(), z.union([value, z.boolean()])))),
});
type Fixture = z.output<typeof fixtureSchema>;

function fixture(dialect: string): Fixture {
  const file = path.join(import.meta.dirname, "fixtures", `store-2026-11.${dialect}.json`);
  return fixtureSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

const newFolder = temporaryFolders();
const newDatabaseUrl = postgresStores();

/** As that version left it: the tables come from the migrations of that time, which are never edited. */
async function storeOf(location: StoreLocation, { steps, rows }: Fixture): Promise<StoreLocation> {
  const store = openDatabase(location);
  for (const { migrations } of STORED_PARTS) {
    const { versionTable } = migrations;
    const count = steps[versionTable] ?? 0;
    if (count > 0) await migrate(store, { ...migrations, steps: migrations.steps.slice(0, count) });
  }
  const keepingNumbers = store.dialect === "postgres" ? sql`overriding system value` : sql``;
  for (const { name, key, isNumbered } of STORED_TABLES) {
    for (const row of rows[name] ?? []) {
      const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
      await sql`insert into ${sql.table(name)} (${columns}) ${keepingNumbers} values (${sql.join(Object.values(row))})`.execute(
        store.db,
      );
    }
    if (!isNumbered || store.dialect === "sqlite") continue;
    const column = sql.ref(key[0] ?? "");
    await sql`select setval(pg_get_serial_sequence(${snakeCase(name)}, ${key[0]}), max(${column})) from ${sql.table(name)}`.execute(
      store.db,
    );
  }
  await store.close();
  return location;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function open(location: StoreLocation): Store {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  return store;
}

const stores = [
  {
    name: "SQLite",
    was: fixture("sqlite"),
    newStore: async () => storeOf({ dataDir: newFolder() }, fixture("sqlite")),
    newOther: async () => ({ databaseUrl: await newDatabaseUrl() }),
  },
  {
    name: "PostgreSQL",
    was: fixture("postgres"),
    newStore: async () => storeOf({ databaseUrl: await newDatabaseUrl() }, fixture("postgres")),
    newOther: async () => ({ dataDir: newFolder() }),
  },
];

describe.each(stores)("a store of November 2026 on $name", ({ newStore, newOther, was: { was, rows } }) => {
  it("is opened with everything in it", async () => {
    const store = open(await newStore());
    await migrateAll(store);
    const { tables, costs } = await summariseStore(store);
    for (const [table, { rows: count }] of tables) expect([table, count]).toEqual([table, rows[table]?.length ?? 0]);
    expect(Object.fromEntries([...costs].map(([id, cost]) => [id, `${cost}`]))).toEqual(was.costs);

    const history = await historyIn(store);
    expect((await history.loadLastReadings(0)).map(({ reading }) => reading.name)).toEqual(["train", 'O\'Neil "b"']);
    const clusters = [readingOf(), readingOf({ providerClusterId: "new" })];
    expect(await history.recordPoll(pollOf(T + 86_400_000, { clusters }))).toBe("recorded");

    const auth = await openAuth({
      ...{ store, configuration: { asksForSignIn: true, firstAdmin: null, singleSignOn: null }, publicUrl: PUBLIC_URL },
      ...{ outbound: DIRECT, now: Date.now, setupCode: newSetupCode(), onAccessChanged: () => {} },
      attemptLimits: () => createSoleAttemptLimit(Date.now),
    });
    expect(await auth.identify(new Headers({ cookie: was.cookie }))).toMatchObject({ role: "admin" });
    const links = await openShareLinks(store, Date.now, () => {});
    const link = await links.findByToken(was.token);
    expect([...(await links.numberClusters(link?.id ?? "", []))]).toEqual([
      ["shade~b", 1],
      ["shade~a", 2],
    ]);

    const box = createSecretBox(SECRET_KEY);
    const defaults = { pollIntervalMs: 15_000, requestsPerMinute: null, reachability: false };
    const accounts = await openStoredAccounts(store, { box, providers: [madeUp], defaults, hints });
    expect(accounts.list()).toMatchObject([{ id: "research", apiKey: "mum_SECRET" }]);
    const options = { publicUrl: "https://deck.example", mayReceive: async () => new Set(["a"]), now: () => T };
    const push = await openPush(store, { box, ...options });
    expect(push.publicKey).toBe(was.publicKey);
    const configuration = { alerts: NO_CONFIGURED_ALERTS, secretKey: { key: SECRET_KEY } };
    const settings = await openAlertConfiguration({ store, configuration, hints, now: () => T });
    expect(await settings.sendable("ops")).toMatchObject({ settings: { url: "https://hooks.example.com/SECRET" } });
    expect(settings.failing()).toHaveLength(1);
    expect(settings.silences.list()).toMatchObject([{ id: "quiet", why: "We know" }]);
    const alerts = createAlertStore(store.db.withTables<AlertTables>());
    expect(await alerts.speakable(T)).toMatchObject([{ alert: { id: "1", state: "firing" } }]);
    const tries = await (await openStoredTries(store)).read();
    expect(tries.get(digestOf("shade~a n1"))).toMatchObject({ failures: 3, since: T, hadAnswered: true });
  });

  it("can be moved to the other database, and is brought forward once by servers that start at the same time", async () => {
    const location = await newStore();
    if ("databaseUrl" in location) await Promise.all([1, 2, 3].map(() => migrateAll(open(location))));
    const { from, to } = await copyStore(location, await newOther());
    expect(to).toEqual(from);
    expect(Object.fromEntries([...to.costs].map(([id, cost]) => [id, `${cost}`]))).toEqual(was.costs);
  });
});
