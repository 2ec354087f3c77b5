import { copyFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { describeEachStore, temporaryFolders } from "@/lib/testing/stores";
import { openDatabase } from "./open-database";
import { SQLITE_FILE } from "./sqlite-file";

describeEachStore((newStore) => {
  it("throws what rolled a transaction back, even if there is nothing left to roll back", async () => {
    const store = openDatabase(await newStore());
    const undone = store.db.transaction().execute(async (transaction) => {
      if (store.dialect === "sqlite") await sql`rollback`.execute(transaction);
      else await sql`select pg_terminate_backend(pg_backend_pid())`.execute(transaction).catch(() => {});
      throw new Error("the cause");
    });
    await expect(undone).rejects.toThrow("the cause");
    const { rows } = await sql`select 1 as one`.execute(store.db);
    expect(rows).toEqual([{ one: 1 }]);
    await store.close();
  });

  it("reports a mistake in a query in the database's own words", async () => {
    const store = openDatabase(await newStore());
    await expect(sql`select * from nothing`.execute(store.db)).rejects.toThrow(/nothing/);
    await store.close();
  });
});

describe("SQLite", () => {
  const newFolder = temporaryFolders();
  const aFile = () => {
    const file = path.join(newFolder(), "file");
    writeFileSync(file, "");
    return file;
  };

  it.each<[what: string, dataDir: () => string]>([
    ["a file in place of the folder", aFile],
    ["a file in place of a parent folder", () => path.join(aFile(), "data")],
    ["a place where no folder can be created", () => "/proc/none/data"],
    ["a name that is too long", () => path.join(newFolder(), "a".repeat(300))],
    ["a NUL", () => path.join(newFolder(), "\0")],
    [
      "a folder in place of the database",
      () => {
        const folder = newFolder();
        mkdirSync(path.join(folder, SQLITE_FILE));
        return folder;
      },
    ],
  ])("finds at once that nothing can be stored at %s", (_, dataDir) => {
    expect(() => openDatabase({ dataDir: dataDir() })).toThrow(
      expect.objectContaining({
        kind: "impossible",
        message: expect.stringMatching(/Nothing can be stored in .*Set CLUSTERDECK_DATA_DIR/),
      }),
    );
  });

  it.each<[what: string, change: (file: string, folder: string) => void]>([
    ["moved away", (file) => renameSync(file, `${file}.away`)],
    ["replaced by a copy", (file) => renameSync(copyOf(file), file)],
    ["gone with its folder", (_, folder) => renameSync(folder, `${folder}-away`)],
  ])("writes nothing into a file that is %s, where it would be lost", async (_, change) => {
    const folder = path.join(newFolder(), "data");
    const store = openDatabase({ dataDir: folder });
    await sql`create table kept (id integer)`.execute(store.db);
    change(path.join(folder, SQLITE_FILE), folder);
    const replaced = expect.objectContaining({ kind: "replaced", message: expect.stringContaining("restart") });
    await expect(sql`insert into kept values (1)`.execute(store.db)).rejects.toThrow(replaced);
    await expect(store.db.transaction().execute(async () => {})).rejects.toThrow(replaced);
    await store.close();
  });

  it("goes on once its file is back where it was", async () => {
    const dataDir = newFolder();
    const store = openDatabase({ dataDir });
    const file = path.join(dataDir, SQLITE_FILE);
    const underWay = store.db.transaction().execute(async (transaction) => {
      await sql`create table kept (id integer)`.execute(transaction);
      renameSync(file, `${file}.away`);
    });
    await expect(underWay).rejects.toThrow("moved");
    renameSync(`${file}.away`, file);
    await store.db.transaction().execute((transaction) => sql`create table kept (id integer)`.execute(transaction));
    await store.close();
  });

  it("creates a folder with its parents, and follows a link to one", async () => {
    const folder = newFolder();
    const dataDir = path.join(folder, "some", "where");
    await openDatabase({ dataDir }).close();
    symlinkSync(dataDir, path.join(folder, "link"));
    const store = openDatabase({ dataDir: path.join(folder, "link") });
    await sql`select 1`.execute(store.db);
    await store.close();
  });
});

function copyOf(file: string): string {
  const copy = `${file}.copy`;
  copyFileSync(file, copy);
  return copy;
}

describe("PostgreSQL", () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it("answers quick queries while long ones wait, and says when there is no room for more long ones", async () => {
    const store = openDatabase({ databaseUrl: await server.createDatabase() });
    const eight = (queries: () => Promise<unknown>) => Array.from({ length: 8 }, queries);
    const askQuick = () => Promise.all(eight(() => sql`select 1`.execute(store.db)));
    // To connect may take longer on a busy machine than to wait for a connection may.
    await Promise.all([askQuick(), ...eight(() => sql`select 1`.execute(store.longWork))]);
    const long = eight(() => sql`select pg_sleep(10)`.execute(store.longWork));
    const quick = askQuick();
    expect(
      await Promise.race([
        quick.then(() => "quick"),
        ...long.map((one) =>
          one.then(
            () => "long",
            () => "refused",
          ),
        ),
      ]),
    ).toBe("quick");
    const outcomes = await Promise.allSettled(long);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      ...Array(4).fill("fulfilled"),
      ...Array(4).fill("rejected"),
    ]);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ kind: "unavailable" });
    }
    await store.close();
  });

  it("finds at once that an address names a missing file", () => {
    expect(() => openDatabase({ databaseUrl: "postgres://127.0.0.1/name?sslrootcert=/none.pem" })).toThrow(
      expect.objectContaining({ kind: "impossible", message: expect.stringContaining("DATABASE_URL cannot be used") }),
    );
  });

  it.each([
    ["no-entry", (url: string) => `${url}_of_nobody`],
    ["unknown-host", (url: string) => url.replace("127.0.0.1", "no-such-host.invalid")],
    ["unavailable", (url: string) => url.replace(/:\d+\//, ":1/")],
  ])("says that it is %s", async (kind, wrong) => {
    const store = openDatabase({ databaseUrl: wrong(await server.createDatabase()) });
    await expect(sql`select 1`.execute(store.db)).rejects.toMatchObject({ kind });
    await store.close();
  });
});
