import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { createSecretBox } from "../../secret-box/secret-box";
import { openDatabase } from "../../store/open-database";
import { openBudgetRows } from "./budget-rows";

const newDatabaseUrl = postgresStores();
const newFolder = temporaryFolders();
const box = createSecretBox(Buffer.alloc(32, 1));
const acme = { id: "acme", settings: { apiKey: "key 1" } };
const other = { id: "other", settings: {} };

/** The rows as two servers know them. */
async function twoServers() {
  const databaseUrl = await newDatabaseUrl();
  const open = async () => {
    const store = openDatabase({ databaseUrl });
    onTestFinished(() => store.close());
    return { store, rows: (await openBudgetRows(store, box)) ?? expect.fail() };
  };
  const [a, b] = [await open(), await open()];
  /** As if that time had passed on the database's clock. */
  const pass = (seconds: number) =>
    sql`update request_budget set slot = slot - ${seconds} / 5, reset_at = reset_at - make_interval(secs => ${seconds}),
      blocked_until = blocked_until - make_interval(secs => ${seconds})`.execute(a.store.db);
  return { store: a.store, a: a.rows, b: b.rows, pass };
}

const of = (perMinute: number | null, reserve = 0) => ({ perMinute, reserve });

it("admits no more requests of two servers at once than one may send", async () => {
  const { a, b } = await twoServers();
  const asked = Array.from({ length: 40 }, (_, index) => (index % 2 ? a : b).count(acme, of(15)));
  const counted = await Promise.all(asked);
  expect(counted.filter(({ isAdmitted }) => isAdmitted)).toHaveLength(15);
  expect(Math.max(...counted.map(({ used }) => used))).toBe(15);
  expect(await a.count(other, of(1))).toMatchObject({ isAdmitted: true, used: 1 });
});

it("counts the requests of at least a minute, and of none that are over", async () => {
  const { store, a, b, pass } = await twoServers();
  const story = async (account: typeof acme) => {
    await a.count(account, of(2));
    await pass(30);
    await b.count(account, of(2));
    await pass(30);
    const afterMinute = await a.count(account, of(2));
    await pass(5);
    const afterSlot = await a.count(account, of(2));
    await pass(3_600);
    return [afterMinute, afterSlot, await b.count(account, of(2))];
  };
  const slotNow = async () => {
    const { rows } = await sql<{ slot: number }>`select floor(extract(epoch from now()) / 5)::int as slot`.execute(
      store.db,
    );
    return rows[0]?.slot;
  };
  // The database's own time must not reach another slot meanwhile, which it does on a busy machine.
  for (let attempt = 1; ; attempt += 1) {
    const begunIn = await slotNow();
    const counted = await story({ ...acme, id: `acme ${attempt}` });
    if ((await slotNow()) !== begunIn) continue;
    expect(counted).toMatchObject([
      { isAdmitted: false, used: 2 },
      { isAdmitted: true, used: 2 },
      { isAdmitted: true, used: 1 },
    ]);
    return;
  }
});

it("leaves the reserve to the server that polls, whose requests count for both", async () => {
  const { a, b } = await twoServers();
  for (let sent = 0; sent < 7; sent += 1) expect(await b.count(acme, of(7))).toMatchObject({ isAdmitted: true });
  expect(await b.count(acme, of(7))).toMatchObject({ isAdmitted: false });
  for (let sent = 0; sent < 3; sent += 1) expect(await a.count(acme, of(10))).toMatchObject({ isAdmitted: true });
  expect(await a.count(acme, of(10))).toMatchObject({ isAdmitted: false, used: 10 });
});

it("holds both back for as long as the provider asked either, and for the longer of two times", async () => {
  const { a, b, pass } = await twoServers();
  await a.block(acme, 60_000);
  await b.block(acme, 1_000);
  const held = await b.count(acme, of(null));
  expect(held).toMatchObject({ isAdmitted: false, used: 0 });
  expect(held.blockedMs).toBeGreaterThan(50_000);
  expect(held.blockedMs).toBeLessThanOrEqual(60_000);
  await pass(60);
  expect(await b.count(acme, of(null))).toEqual({ isAdmitted: true, used: 1, blockedMs: 0 });
});

it("keeps to what the provider's headers say to either, less what was sent since, until they reset", async () => {
  const { a, b, pass } = await twoServers();
  await a.count(acme, of(null));
  await a.learn(acme, { limit: 10, remaining: 5 }, 3_600_000);
  expect(await b.count(acme, of(null, 0.3))).toMatchObject({ isAdmitted: true });
  expect(await b.count(acme, of(null, 0.3))).toMatchObject({ isAdmitted: true });
  // Three of ten are left: those are for the server that polls.
  expect(await b.count(acme, of(null, 0.3))).toMatchObject({ isAdmitted: false });
  for (let sent = 0; sent < 3; sent += 1) expect(await a.count(acme, of(null))).toMatchObject({ isAdmitted: true });
  expect(await a.count(acme, of(null))).toMatchObject({ isAdmitted: false });
  await pass(3_600);
  expect(await b.count(acme, of(null, 0.3))).toMatchObject({ isAdmitted: true });
});

it("gives another key of an account limits of its own, and holds nothing of the key that could be read", async () => {
  const { store, a, b } = await twoServers();
  await a.count(acme, of(1));
  await a.block(acme, 3_600_000);
  const renewed = { ...acme, settings: { apiKey: "key 2" } };
  expect(await b.count(renewed, of(1))).toEqual({ isAdmitted: true, used: 1, blockedMs: 0 });
  await b.learn(renewed, { limit: 9, remaining: 8 }, 60_000);
  expect(await a.count(acme, of(1))).toMatchObject({ isAdmitted: false, used: 1 });
  const { rows } = await sql`select * from request_budget`.execute(store.db);
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain("key ");
});

it("forgets what has said nothing for a day when a server starts", async () => {
  const { store, a, b, pass } = await twoServers();
  await a.count(acme, of(1));
  await b.block(other, 172_800_000);
  await pass(90_000);
  await openBudgetRows(store, box);
  const { rows } = await sql`select account_id from request_budget`.execute(store.db);
  expect(rows).toEqual([{ accountId: "other" }]);
});

it("is nothing on SQLite", async () => {
  const store = openDatabase({ dataDir: newFolder() });
  expect(await openBudgetRows(store, box)).toBeNull();
  await store.close();
});
