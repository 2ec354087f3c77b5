import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { pollOf, readingOf } from "@/lib/testing/example-polls";
import { fillEveryTable } from "@/lib/testing/full-store";
import { postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { openHistory } from "../history/open-history";
import { nextTurn } from "../pause";
import { openDatabase } from "../store/open-database";
import { SQLITE_FILE } from "../store/sqlite-file";
import { backUp } from "./backup";
import { restore } from "./restore";
import { type StoreSummary, summariseStore } from "./store-summary";

const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };
const ALL_OF_IT = { withNodes: true, now: 0 };
const newFolder = temporaryFolders();

it("makes a copy that opens as a history, while the server is in the middle of a write", async () => {
  const dataDir = newFolder();
  const history = await openHistory({ dataDir });
  await history.recordPoll(pollOf(1_000));
  await history.recordPoll(pollOf(16_000, { clusters: [readingOf({ usd: 12 })] }));
  const writer = new BetterSqlite(path.join(dataDir, SQLITE_FILE));
  writer.exec("begin immediate; delete from cost_step");

  const restored = newFolder();
  await backUp({ dataDir }, path.join(restored, SQLITE_FILE));
  expect(readdirSync(restored)).toEqual([SQLITE_FILE]);

  writer.exec("rollback");
  writer.close();
  const copy = await openHistory({ dataDir: restored });
  expect(await copy.readTimeline("shade~a", ALWAYS, ALL_OF_IT)).toEqual(
    await history.readTimeline("shade~a", ALWAYS, ALL_OF_IT),
  );
  expect(await copy.recordPoll(pollOf(31_000))).toBe("recorded");
  await copy.close();
  await history.close();
});

/** Another program that keeps looking at every file in some folders, and reports every permission that it saw. */
async function startOnlooker(folders: readonly string[]) {
  const program = `
    const { readdirSync, statSync } = require("node:fs");
    const seen = {};
    const look = () => {
      for (const folder of process.argv.slice(1)) for (const name of readdirSync(folder)) {
        const file = statSync(folder + "/" + name, { throwIfNoEntry: false });
        if (file) seen[name] = (seen[name] ?? 0) | (file.mode & 0o777);
      }
    };
    const timer = setInterval(look);
    process.stdin.resume().once("end", () => { clearInterval(timer); console.log(JSON.stringify(seen)); });
    console.log("looking");`;
  const onlooker = spawn(process.execPath, ["-e", program, ...folders], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void onlooker.kill());
  await once(onlooker.stdout, "data");
  return async (): Promise<Record<string, number>> => {
    onlooker.stdin.end();
    const [seen] = await once(onlooker.stdout, "data");
    return JSON.parse(String(seen));
  };
}

it("can be read only by its owner at every moment, as can the database and the files beside it", async () => {
  const [dataDir, target] = [newFolder(), newFolder()];
  const permissionsSeen = await startOnlooker([dataDir, target]);
  const umask = process.umask(0);
  onTestFinished(() => void process.umask(umask));
  const history = await openHistory({ dataDir });
  await history.recordPoll(pollOf(1_000));
  const writer = new BetterSqlite(path.join(dataDir, SQLITE_FILE));
  writer.exec("create table filler as select randomblob(20000000) as bytes");
  writer.close();
  await backUp({ dataDir }, path.join(target, "backup.sqlite"));
  const seen = await permissionsSeen();
  expect(Object.keys(seen)).toEqual(
    expect.arrayContaining([SQLITE_FILE, `${SQLITE_FILE}-wal`, "backup.sqlite.partial"]),
  );
  expect([...new Set(Object.values(seen))]).toEqual([0o600]);
  await history.close();
});

it("says so when the folder for the copy does not exist", async () => {
  const dataDir = newFolder();
  await (await openHistory({ dataDir })).close();
  const refused = backUp({ dataDir }, path.join(dataDir, "none", "backup.sqlite"));
  await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(/does not exist/) });
});

it("never overwrites a file", async () => {
  const dataDir = newFolder();
  await (await openHistory({ dataDir })).close();
  const file = path.join(newFolder(), "backup.sqlite");
  writeFileSync(file, "last week's");
  await expect(backUp({ dataDir }, file)).rejects.toMatchObject({
    kind: "refused",
    message: expect.stringMatching(/already exists/),
  });
});

it("leaves nothing behind that looks like a backup when it fails", async () => {
  const [dataDir, target] = [newFolder(), newFolder()];
  writeFileSync(path.join(dataDir, SQLITE_FILE), "not a database, but long enough to look like one".repeat(100));
  await expect(backUp({ dataDir }, path.join(target, "backup.sqlite"))).rejects.toMatchObject({ kind: "damaged" });
  expect(readdirSync(target)).toEqual([]);
});

it("says so when there is no history, and creates none", async () => {
  const dataDir = newFolder();
  await expect(backUp({ dataDir }, path.join(dataDir, "backup.sqlite"))).rejects.toMatchObject({ kind: "refused" });
  expect(readdirSync(dataDir)).toEqual([]);
});

describe("of PostgreSQL", () => {
  const newDatabaseUrl = postgresStores();
  const newDatabase = async () => ({ databaseUrl: await newDatabaseUrl() });

  it("is one moment of it, though a server goes on writing, and can be restored into either database", async () => {
    const location = await newDatabase();
    await fillEveryTable(location, 12);
    const store = openDatabase(location);
    const before = await summariseStore(store);
    const file = path.join(newFolder(), "backup.sqlite");
    let isDone = false;
    const writing = (async () => {
      for (let n = 0; !isDone; n += 1) {
        await sql`update person set name = ${`${n}`} where id = '1'`.execute(store.db);
        await nextTurn();
      }
    })();
    await backUp(location, file);
    isDone = true;
    await writing;
    await store.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual(["backup.sqlite"]);
    const bytes = readFileSync(file);

    for (const to of [await newDatabase(), { dataDir: newFolder() }]) {
      const { to: restored } = await restore(file, to);
      const [people, others] = personFirst(restored);
      const [peopleBefore, othersBefore] = personFirst(before);
      expect([people.rows, others]).toEqual([peopleBefore.rows, othersBefore]);
      await expect(restore(file, to)).rejects.toThrow("not empty");
    }
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it("is not made by another version, which would change the database under the servers that use it", async () => {
    const location = await newDatabase();
    await fillEveryTable(location, 1);
    const store = openDatabase(location);
    await sql`update alert_schema_version set version = 99`.execute(store.db);
    const folder = newFolder();
    await expect(backUp(location, path.join(folder, "backup.sqlite"))).rejects.toThrow(
      "the version that the servers run",
    );
    expect(readdirSync(folder)).toEqual([]);
    await store.close();
    const empty = await newDatabase();
    await expect(backUp(empty, path.join(folder, "backup.sqlite"))).rejects.toThrow("or not at all");
  });
});

it("says so when what is to be restored is no backup, and leaves nothing behind", async () => {
  const [folder, target] = [newFolder(), newFolder()];
  const file = path.join(folder, "other.sqlite");
  new BetterSqlite(file).exec("create table other (x)").close();
  await expect(restore(file, { dataDir: target })).rejects.toThrow("has no history");
  await expect(restore(folder, { dataDir: target })).rejects.toThrow("is not a file");
});

function personFirst({ tables }: StoreSummary) {
  const { person = { rows: 0, digest: "" }, ...others } = Object.fromEntries(tables);
  return [person, others] as const;
}
