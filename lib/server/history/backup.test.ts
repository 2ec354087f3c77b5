import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import { expect, it } from "vitest";
import { temporaryFolders } from "@/lib/testing/stores";
import { SQLITE_FILE } from "../store/open-database";
import { backUp } from "./backup";
import { openHistory } from "./open-history";
import { pollOf, readingOf } from "./polls-for-tests";

const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };
const newFolder = temporaryFolders();

it("makes a copy that opens as a history, while the server is in the midst of a write", async () => {
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
  expect(await copy.readTimeline("shade~a", ALWAYS)).toEqual(await history.readTimeline("shade~a", ALWAYS));
  expect(await copy.recordPoll(pollOf(31_000))).toBe("recorded");
  await copy.close();
  await history.close();
});

it("says that there is no folder for the copy", async () => {
  const dataDir = newFolder();
  await (await openHistory({ dataDir })).close();
  const refused = backUp({ dataDir }, path.join(dataDir, "none", "backup.sqlite"));
  await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(/no folder/) });
});

it("never overwrites a file", async () => {
  const dataDir = newFolder();
  await (await openHistory({ dataDir })).close();
  const file = path.join(newFolder(), "backup.sqlite");
  writeFileSync(file, "last week's");
  await expect(backUp({ dataDir }, file)).rejects.toMatchObject({
    kind: "refused",
    message: expect.stringMatching(/exists already/),
  });
});

it("leaves nothing behind that looks like a backup when it fails", async () => {
  const [dataDir, target] = [newFolder(), newFolder()];
  writeFileSync(path.join(dataDir, SQLITE_FILE), "not a database, but long enough to look like one".repeat(100));
  await expect(backUp({ dataDir }, path.join(target, "backup.sqlite"))).rejects.toMatchObject({ kind: "damaged" });
  expect(readdirSync(target)).toEqual([]);
});

it("says that there is no history, and makes none", async () => {
  const dataDir = newFolder();
  await expect(backUp({ dataDir }, path.join(dataDir, "backup.sqlite"))).rejects.toMatchObject({ kind: "refused" });
  expect(readdirSync(dataDir)).toEqual([]);
});

it("names the command for PostgreSQL, without the password", async () => {
  const refused = backUp({ databaseUrl: "postgres://user:pass@db/history" }, "backup.dump");
  await expect(refused).rejects.toMatchObject({
    message: expect.stringMatching(/: pg_dump --format=custom --file="backup\.dump" "\$DATABASE_URL"$/),
  });
});
