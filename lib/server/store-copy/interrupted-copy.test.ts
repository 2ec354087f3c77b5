import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { fillEveryTable } from "@/lib/testing/full-store";
import { postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { countRows } from "../store/count-rows";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { createStorageClaim } from "../store/storage-claim";
import { copyStore } from "./copy-store";
import { migrateAll, STORED_TABLES } from "./stored-parts";

const newFolder = temporaryFolders();
const newDatabaseUrl = postgresStores();
const ALL = process.env.CLUSTERDECK_TEST === "all";

/** The command, in a process of its own, with everything that it prints. */
function startCopying(from: string, to: string) {
  const child = spawn(
    process.execPath,
    ["--import=tsx", "--conditions=react-server", path.resolve("scripts/migrate-store.ts"), from, to],
    { env: { ...process.env, CLUSTERDECK_DATA_DIR: from, CLUSTERDECK_TEST: "" }, stdio: ["ignore", "pipe", "pipe"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const ended = once(child, "exit").then(([status]): number | null => status);
  return { output: () => output, ended, isRunning: () => child.exitCode === null, kill: () => child.kill("SIGKILL") };
}

async function rowsIn(location: StoreLocation): Promise<number> {
  const store = openDatabase(location);
  await migrateAll(store);
  const counts = await countRows(store.db, STORED_TABLES);
  await store.close();
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

type Copying = ReturnType<typeof startCopying>;

/** Waits until the command has got as far as to make this store's tables, which it then fills. */
async function untilBegun(copying: Copying, location: StoreLocation): Promise<void> {
  while (copying.isRunning()) {
    const store = openDatabase(location);
    const tables = await store.db.introspection.getTables().catch(() => []);
    await store.close();
    if (tables.length > STORED_TABLES.length) return;
    await sleep(20);
  }
}

const directions = [
  { to: "PostgreSQL", newTarget: async () => ({ databaseUrl: await newDatabaseUrl() }) },
  { to: "SQLite", newTarget: async () => ({ dataDir: newFolder() }) },
];

it.each(ALL ? directions : directions.slice(0, 1))(
  "killed at any moment, a copy to $to leaves all of it or nothing, and another run begins anew",
  async ({ newTarget }) => {
    const from = newFolder();
    await fillEveryTable({ dataDir: from }, 1_000);
    const total = await rowsIn({ dataDir: from });
    const target: StoreLocation = await newTarget();
    const address = "dataDir" in target ? target.dataDir : target.databaseUrl;
    let rows = 0;
    for (let kills = 0; kills < (ALL ? 10 : 2) && rows === 0; kills += 1) {
      const copying = startCopying(from, address);
      await untilBegun(copying, target);
      await sleep(Math.random() * 1_000);
      copying.kill();
      // Killed, or already done: one that failed by itself has shown nothing.
      expect([null, 0], copying.output()).toContain(await copying.ended);
      rows = await rowsIn(target);
      expect([0, total]).toContain(rows);
    }
    if (rows === 0) {
      const last = startCopying(from, address);
      expect(await last.ended, last.output()).toBe(0);
      expect(last.output()).toContain("Every row of every table is the same on both sides");
    }
    expect(await rowsIn(target)).toBe(total);
  },
);

describe("while a server runs", () => {
  const atOnce = async () => {};

  it("nothing is copied from its folder or into it, since what it writes meanwhile would be lost", async () => {
    const [used, other] = [newFolder(), newFolder()];
    await fillEveryTable({ dataDir: used }, 3);
    await fillEveryTable({ dataDir: other }, 3);
    const claim = createStorageClaim({ dataDir: used });
    claim.take();
    for (const [from, to] of [
      [used, newFolder()],
      [other, used],
    ] as const) {
      await expect(copyStore({ dataDir: from }, { dataDir: to }, atOnce)).rejects.toMatchObject({
        ...{ kind: "in-use", message: expect.stringContaining("Stop it") },
      });
    }
    claim.release();
    await copyStore({ dataDir: used }, { dataDir: newFolder() });
  });

  it("nothing is copied from the database that it shares with others", async () => {
    const location = { databaseUrl: await newDatabaseUrl() };
    await fillEveryTable(location, 1);
    const store = openDatabase(location);
    const seen = (ago: string) =>
      sql`
      insert into server (id, name, version, build, started_at, seen_at, clock_ahead_ms, hears_hints)
      values (${ago}, 'pod', '0.1.0', null, now(), now() - ${ago}::interval, 0, true)`.execute(store.db);
    await seen("1 second");
    const refused = copyStore(location, { dataDir: newFolder() }, atOnce);
    await expect(refused).rejects.toMatchObject({ kind: "in-use" });
    // A server that was killed a while ago.
    await sql`delete from server`.execute(store.db);
    await seen("1 minute");
    await store.close();
    await copyStore(location, { dataDir: newFolder() });
  });
});
