import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { COORDINATION_PART } from "../coordination/coordination-part";
import { migrate } from "../store/migrate";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { requireCommonKey } from "./require-common-key";
import { createSecretBox } from "./secret-box";

const [ours, another] = [1, 2].map((byte) => createSecretBox(Buffer.alloc(32, byte)));
const newDatabaseUrl = postgresStores();
const newFolder = temporaryFolders();
const T = Date.UTC(2026, 10, 29);

async function openStore(location: StoreLocation) {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  await migrate(store, COORDINATION_PART.migrations);
  const see = (age: string) =>
    sql`insert into server values (${age}, 'a', '1', null, now(), clock_timestamp() - ${age}::interval, 0, true)`.execute(
      store.db,
    );
  return { store, see };
}

describe("servers of one database", () => {
  it("let in another one with the same key only, and say what to do", async () => {
    const { store, see } = await openStore({ databaseUrl: await newDatabaseUrl() });
    if (ours === undefined || another === undefined) return;
    await requireCommonKey(store, ours, T);
    await requireCommonKey(store, ours, T + HOUR_MS);
    await see("2 seconds");
    await expect(requireCommonKey(store, another, T + HOUR_MS)).rejects.toThrow("Set CLUSTERDECK_SECRET_KEY");
    await requireCommonKey(store, ours, T + HOUR_MS);
  });

  it("agree on one key even if all of them start at once, before any is to be seen", async () => {
    const { store } = await openStore({ databaseUrl: await newDatabaseUrl() });
    if (ours === undefined || another === undefined) return;
    const starts = await Promise.allSettled([ours, another].map((box) => requireCommonKey(store, box, T)));
    expect(starts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("go on with a new key where nobody has the old one any more", async () => {
    const { store, see } = await openStore({ databaseUrl: await newDatabaseUrl() });
    if (ours === undefined || another === undefined) return;
    await requireCommonKey(store, ours, T);
    await see("16 seconds");
    await requireCommonKey(store, another, T + HOUR_MS);
    await see("1 second");
    await expect(requireCommonKey(store, ours, T + 2 * HOUR_MS)).rejects.toThrow("same key on all servers");
  });
});

it("asks a single server nothing, and stores nothing for it", async () => {
  const { store } = await openStore({ dataDir: newFolder() });
  for (const box of [ours, another]) if (box !== undefined) await requireCommonKey(store, box, T);
  const { rows } = await sql`select * from sealing_key`.execute(store.db);
  expect(rows).toEqual([]);
});
