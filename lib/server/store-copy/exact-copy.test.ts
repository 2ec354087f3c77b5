import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { fillEveryTable } from "@/lib/testing/full-store";
import { postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { copyStore } from "./copy-store";
import { isSameStore, summariseStore } from "./store-summary";
import { STORED_TABLES } from "./stored-parts";

const newFolder = temporaryFolders();
const newDatabaseUrl = postgresStores();
const sqlite = async (): Promise<StoreLocation> => ({ dataDir: newFolder() });
const postgres = async (): Promise<StoreLocation> => ({ databaseUrl: await newDatabaseUrl() });

function open(location: StoreLocation) {
  const store = openDatabase(location);
  onTestFinished(store.close);
  return store;
}

it("is the same in every value of every table, there and back again", async () => {
  const [first, second, third] = [await sqlite(), await postgres(), await sqlite()];
  await fillEveryTable(first, 40);
  const there = await copyStore(first, second);
  const back = await copyStore(second, third);
  expect(back.to).toEqual(there.from);
  expect([...there.from.tables.keys()]).toEqual(STORED_TABLES.map(({ name }) => name));
  for (const [table, { rows }] of there.from.tables) expect(rows, table).toBeGreaterThan(0);
});

it.each([
  { name: "one value differs", change: sql`update person set name = name || ' ' where id = '7'` },
  { name: "one row is missing", change: sql`delete from alert_silence where id = '7'` },
  { name: "two rows have each other's value", change: sql`update node_silence set tried_at = tried_at` },
])("is noticed when $name", async ({ change, name }) => {
  const location = await sqlite();
  await fillEveryTable(location, 10);
  const store = open(location);
  const before = await summariseStore(store);
  await change.execute(store.db);
  if (name.startsWith("two rows")) {
    await sql`update node_silence set failures = 15 - failures where digest in ('7', '8')`.execute(store.db);
  }
  expect(isSameStore(before, await summariseStore(store))).toBe(false);
});
