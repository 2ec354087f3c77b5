import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { ADMIN, callTo, cookiesOf, startAuth, type TestServer } from "@/lib/testing/example-auth";
import { exampleTerms } from "@/lib/testing/example-links";
import { nodeOf, pollOf, readingOf } from "@/lib/testing/example-polls";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { createOutbox } from "../alerts/outbox/outbox";
import { createAlertStore } from "../alerts/store/alert-store";
import type { AlertTables } from "../alerts/store/schema";
import { recordAudit } from "../auth/audit/audit";
import { type AuditEntry, readAllAuditEntries } from "../auth/audit/audit-entries";
import { answerAuth } from "../features/sign-in/answer-auth";
import { HISTORY_PART } from "../history/history-part";
import { openHistory } from "../history/open-history";
import { openShareLinks } from "../sharing/links/open-share-links";
import { countRows } from "../store/count-rows";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { copyStore } from "./copy-store";
import { migrateAll, STORED_PARTS, STORED_TABLES } from "./stored-parts";

const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };
const ALL_OF_IT = { withNodes: true, now: 0 };
const T = Date.UTC(2026, 9, 24);

const newFolder = temporaryFolders();
const newDatabaseUrl = postgresStores();
const sqlite = async (): Promise<StoreLocation> => ({ dataDir: newFolder() });
const postgres = async (): Promise<StoreLocation> => ({ databaseUrl: await newDatabaseUrl() });
const directions = [
  { name: "SQLite to PostgreSQL", from: sqlite, to: postgres },
  { name: "PostgreSQL to SQLite", from: postgres, to: sqlite },
];

/** Two clusters, one of them gone, several rates, and more nodes than one statement can copy. */
async function fill(store: StoreLocation): Promise<void> {
  const history = await openHistory(store);
  const nodes = Array.from({ length: 210 }, (_, index) => nodeOf(`n${index}`));
  for (let poll = 0; poll < 12; poll += 1) {
    const a = readingOf({ usd: 10 + (poll % 7) / 4, nodes });
    const b = readingOf({ providerClusterId: "b", name: 'O\'Neil "b"', usd: null });
    await history.recordPoll(pollOf(T + poll * 15_001, { clusters: poll < 5 ? [a, b] : [a] }));
  }
  const values = [
    { key: "gpu_utilization", label: "GPU utilization", unit: "%", value: 87.3 },
    { key: "queue_depth", label: "Queue depth", unit: null, value: 4 },
  ];
  const samples = Array.from({ length: 210 }, (_, index) => ({ clusterId: "shade~a", at: T + index * 60_000, values }));
  await history.recordSamples(samples);
  await history.foldSamples(T + 50 * HOUR_MS, new AbortController().signal);
  await history.recordProviderFigures([{ clusterId: "shade~a", at: T, usdMicros: usdMicros(5_000_000) }]);
  await history.close();
}

it.each(directions)(
  "copies everything from $name, to the last fraction of each cluster's cost",
  async ({ from, to }) => {
    const [source, target] = [await from(), await to()];
    await fill(source);
    const copied = await copyStore(source, target);
    expect(copied.to).toEqual(copied.from);
    expect([...copied.from.costs.keys()]).toEqual(["shade~a", "shade~b"]);
    expect(copied.from.tables.get("nodeInterval")?.rows).toBe(210);
    const [one, other] = [await openHistory(source), await openHistory(target)];
    expect(await other.readTimeline("shade~a", ALWAYS, ALL_OF_IT)).toEqual(
      await one.readTimeline("shade~a", ALWAYS, ALL_OF_IT),
    );
    expect(await one.readMetrics("shade~a", ALWAYS)).toHaveLength(2);
    expect(await other.readMetrics("shade~a", ALWAYS)).toEqual(await one.readMetrics("shade~a", ALWAYS));
    expect(await other.loadLastReadings(0)).toEqual(await one.loadLastReadings(0));
    expect(await other.readProviderFigures("shade~a")).toEqual(await one.readProviderFigures("shade~a"));
    await one.close();
    await other.close();
  },
);

it.each(directions)("leaves a store that can still be written to, from $name", async ({ from, to }) => {
  const [source, target] = [await from(), await to()];
  await fill(source);
  await copyStore(source, target);
  const history = await openHistory(target);
  const clusters = [readingOf(), readingOf({ providerClusterId: "new" })];
  expect(await history.recordPoll(pollOf(T + DAY_MS, { clusters }))).toBe("recorded");
  expect((await history.readTimeline("shade~new", ALWAYS, ALL_OF_IT))?.rows).toHaveLength(1);
  await history.close();
});

it.each(directions)("refuses to mix histories, and leaves both as they were, from $name", async ({ from, to }) => {
  const [source, target] = [await from(), await to()];
  await fill(source);
  const history = await openHistory(target);
  await history.recordPoll(pollOf(1_000));
  await history.close();
  await expect(copyStore(source, target)).rejects.toMatchObject({
    kind: "refused",
    message: expect.stringMatching(/not empty/),
  });
  const { db } = openDatabase(target);
  expect((await countRows(db, HISTORY_PART.tables)).get("cluster")).toBe(1);
  await db.destroy();
});

it("refuses a source without a history, and creates none there", async () => {
  const [folder, database, target] = [newFolder(), await postgres(), await sqlite()];
  await expect(copyStore({ dataDir: folder }, target)).rejects.toMatchObject({
    message: expect.stringMatching(/no history/),
  });
  await expect(copyStore({ dataDir: folder }, target)).rejects.toMatchObject({
    message: expect.stringMatching(/no history/),
  });
  await expect(copyStore(database, target)).rejects.toMatchObject({ message: expect.stringMatching(/no history/) });
  await expect(copyStore(database, target)).rejects.toMatchObject({ message: expect.stringMatching(/no history/) });
});

describe("people, links and the audit log", () => {
  it.each(directions)("are the same afterwards: $name", async ({ from, to }) => {
    const [source, target] = [await from(), await to()];
    await fill(source);
    const before = await startServer(source);
    const cookie = cookiesOf(await signIn(before));
    const { link, token } = await before.links.create(
      exampleTerms({ scope: { accountIds: [], clusterIds: [] } }),
      "",
      T,
    );
    await before.links.numberClusters(link.id, ["shade~b", "shade~a"]);
    // More than one page, so that none is left behind between two.
    for (let at = T; at < T + 1_100; at += 1) {
      await recordAudit(before.store, { at, actor: "guest", action: "share-link-opened", target: `${at}`, from: null });
    }
    const audit = await auditOf(before);
    await copyStore(source, target);

    const after = await startServer(target);
    expect(await after.auth.identify(new Headers({ cookie }))).toMatchObject({ email: ADMIN.email, role: "admin" });
    expect((await signIn(after)).status).toBe(200);
    expect(await after.links.findByToken(token)).toEqual(link);
    expect(await after.links.numberClusters(link.id, [])).toEqual(
      new Map([
        ["shade~b", 1],
        ["shade~a", 2],
      ]),
    );
    expect((await auditOf(after)).slice(0, audit.length)).toEqual(audit);
    for (const change of [sql`update audit_entry set actor = 'x'`, sql`delete from audit_entry`]) {
      await expect(change.execute(after.store.db)).rejects.toThrow("only be added to");
    }
    const latest = { at: T, actor: "system", action: "signed-in", target: "after the copy", from: null } as const;
    await recordAudit(after.store, latest);
    expect((await auditOf(after)).at(-1)).toMatchObject({ target: "after the copy" });
  });

  it("go back to SQLite as better-auth writes them there", async () => {
    const [first, second, third] = [await sqlite(), await postgres(), await sqlite()];
    await fill(first);
    const before = await startServer(first);
    await signIn(before);
    await copyStore(first, second);
    await copyStore(second, third);
    const rowsOf = async (location: StoreLocation) => {
      const { db } = openDatabase(location);
      const tables = ["person", "session", "credential", "auth_secret"].map((name) => sql.table(name));
      const rows = await Promise.all(tables.map(async (table) => (await sql`select * from ${table}`.execute(db)).rows));
      await db.destroy();
      return rows;
    };
    expect(await rowsOf(third)).toEqual(await rowsOf(first));
  });
});

it.each(directions)("goes on with alerts and messages where they were: $name", async ({ from, to }) => {
  const [source, target] = [await from(), await to()];
  await fill(source);
  const before = await openAlerts(source);
  await before.alerts.save(
    {
      saved: [{ alert: exampleAlert({ id: "1" }), label: "train", usdMicrosSoFar: usdMicros(12_345) }],
      dropped: [],
      plan: { messages: [{ channelId: "ops", event: "firing", alertIds: ["1"] }], replaced: [] },
    },
    T,
  );
  const stored = [await before.alerts.speakable(T), await before.alerts.spoken(["1"], T)];
  await copyStore(source, target);
  const after = await openAlerts(target);
  expect([await after.alerts.speakable(T), await after.alerts.spoken(["1"], T)]).toEqual(stored);
  expect(await after.outbox.claim(T, 10, [])).toMatchObject([{ channelId: "ops", event: "firing", attempts: 1 }]);
});

it("leaves out no table that this program creates, but those that can be computed again", async () => {
  const store = openDatabase(await sqlite());
  await migrateAll(store);
  const tables = (await store.db.introspection.getTables()).map(({ name }) => name);
  await store.close();
  const versions = STORED_PARTS.map(({ migrations }) => migrations.versionTable);
  const derived = STORED_PARTS.flatMap((part) => part.derived ?? []);
  const listed = [...versions, ...derived, ...STORED_TABLES.map(({ name }) => name)];
  const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  expect(tables.sort()).toEqual(listed.map(snakeCase).sort());
});

it("leaves out no part of the server that has migrations", () => {
  const folder = "lib/server";
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!test)\.ts$/.test(name),
  );
  const made = sources.flatMap((name) => {
    const text = readFileSync(path.join(folder, name), "utf8");
    return [...text.matchAll(/versionTable: "(\w+)",\s*steps:/g)].map(([, version]) => version);
  });
  expect(made.sort()).toEqual(STORED_PARTS.map(({ migrations }) => migrations.versionTable).sort());
});

/** One server's people and links, closed after the test. */
async function startServer(location: StoreLocation) {
  const server = await startAuth(location);
  onTestFinished(() => server.store.close());
  return { ...server, links: await openShareLinks(server.store, Date.now, () => {}) };
}

async function openAlerts(location: StoreLocation) {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  await migrateAll(store);
  const db = store.db.withTables<AlertTables>();
  return { alerts: createAlertStore(db), outbox: createOutbox(db, store.dialect) };
}

function signIn(application: TestServer): Promise<Response> {
  return answerAuth({ request: callTo("/api/auth/sign-in/email", ADMIN), application });
}

async function auditOf({ store }: TestServer): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const page of readAllAuditEntries(store, {})) entries.push(...page);
  return entries;
}
