import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Kysely, sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolders } from "@/lib/testing/stores";
import { openDatabase } from "./open-database";
import { SQLITE_FILE } from "./sqlite-file";
import { readingDialect } from "./sqlite-reader";

const newFolder = temporaryFolders();

function openStore(dataDir = newFolder()) {
  const store = openDatabase({ dataDir });
  onTestFinished(() => store.close());
  return store;
}

it("lets this thread go on while a long statement is read", async () => {
  const { longReads } = openStore();
  const happened: string[] = [];
  const reading = sql<{ rows: number }>`
    with recursive number(n) as (select 1 union all select n + 1 from number where n < 200000)
    select count(*) as rows from number`
    .execute(longReads)
    .then(({ rows }) => happened.push(`read ${rows[0]?.rows}`));
  await nextTurn();
  happened.push("went on");
  await reading;
  expect(happened).toEqual(["went on", "read 200000"]);
});

it("reads what was committed before, and writes nothing", async () => {
  const { db, longReads } = openStore();
  await sql`create table note (text text)`.execute(db);
  for (const text of ["one", "two"]) {
    await sql`insert into note (text) values (${text})`.execute(db);
    const { rows } = await sql`select text from note order by rowid desc limit 1`.execute(longReads);
    expect(rows).toEqual([{ text }]);
  }
  await expect(sql`insert into note (text) values ('three') returning text`.execute(longReads)).rejects.toMatchObject({
    kind: "unwritable",
  });
  await expect(longReads.transaction().execute(async () => {})).rejects.toThrow(/only reads/);
});

it("reports a mistake in a statement in the database's own words, and reads the next", async () => {
  const { longReads } = openStore();
  await expect(sql`select * from nothing`.execute(longReads)).rejects.toThrow(/nothing/);
  expect((await sql`select 1 as one`.execute(longReads)).rows).toEqual([{ one: 1 }]);
});

it("begins a new thread after one that failed", async () => {
  const dataDir = newFolder();
  const reads = new Kysely<Record<never, never>>({ dialect: readingDialect(path.join(dataDir, SQLITE_FILE)) });
  await expect(sql`select 1`.execute(reads)).rejects.toThrow();
  openStore(dataDir);
  expect((await sql`select 1 as one`.execute(reads)).rows).toEqual([{ one: 1 }]);
  await reads.destroy();
});

it("tells whoever still waits when the store is closed that it does not answer", async () => {
  const store = openDatabase({ dataDir: newFolder() });
  const unfinished = sql`
    with recursive number(n) as (select 1 union all select n + 1 from number where n < 2000000)
    select count(*) from number`.execute(store.longReads);
  const refused = expect(unfinished).rejects.toMatchObject({ kind: "unavailable" });
  await nextTurn();
  await store.close();
  await refused;
});
