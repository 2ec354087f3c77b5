import { afterAll, beforeAll, expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/cost";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { startPostgres, type TestPostgres } from "../store/postgres-for-tests";
import { temporaryFolders } from "../store/stores-for-tests";
import { copyStore } from "./copy-store";
import { openHistory } from "./open-history";
import { nodeOf, pollOf, readingOf } from "./polls-for-tests";
import { countRows, TABLES } from "./table-sizes";

const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };
const T = Date.UTC(2026, 9, 24);

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());

const newFolder = temporaryFolders();
const sqlite = async (): Promise<StoreLocation> => ({ dataDir: newFolder() });
const postgres = async (): Promise<StoreLocation> => ({ databaseUrl: await server.createDatabase() });
const directions = [
  { name: "SQLite to PostgreSQL", from: sqlite, to: postgres },
  { name: "PostgreSQL to SQLite", from: postgres, to: sqlite },
];

/** Two clusters of which one has gone, several rates, and more nodes than rows fit into one statement. */
async function fill(store: StoreLocation): Promise<void> {
  const history = await openHistory(store);
  const nodes = Array.from({ length: 210 }, (_, index) => nodeOf(`n${index}`));
  for (let poll = 0; poll < 12; poll += 1) {
    const a = readingOf({ usd: 10 + (poll % 7) / 4, nodes });
    const b = readingOf({ providerClusterId: "b", name: 'O\'Neil "b"', usd: null });
    await history.recordPoll(pollOf(T + poll * 15_001, { clusters: poll < 5 ? [a, b] : [a] }));
  }
  await history.recordProviderFigure({ clusterId: "shade~a", at: T, usdMicros: usdMicros(5_000_000) });
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
    expect(copied.from.rows.get("nodeInterval")).toBe(210);
    const [one, other] = [await openHistory(source), await openHistory(target)];
    expect(await other.readTimeline("shade~a", ALWAYS)).toEqual(await one.readTimeline("shade~a", ALWAYS));
    expect(await other.loadLastReadings(0)).toEqual(await one.loadLastReadings(0));
    expect(await other.readProviderFigures("shade~a")).toEqual(await one.readProviderFigures("shade~a"));
    await one.close();
    await other.close();
  },
);

it.each(directions)("leaves a store that goes on being written, from $name", async ({ from, to }) => {
  const [source, target] = [await from(), await to()];
  await fill(source);
  await copyStore(source, target);
  const history = await openHistory(target);
  const clusters = [readingOf(), readingOf({ providerClusterId: "new" })];
  expect(await history.recordPoll(pollOf(T + 86_400_000, { clusters }))).toBe("recorded");
  expect((await history.readTimeline("shade~new", ALWAYS))?.rows).toHaveLength(1);
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
  expect((await countRows(db)).get("cluster")).toBe(1);
  await db.destroy();
});

it("refuses a source without a history, and makes none there", async () => {
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

it("leaves out no table", async () => {
  const store = await sqlite();
  await (await openHistory(store)).close();
  const { db } = openDatabase(store);
  const tables = (await db.introspection.getTables())
    .map(({ name }) => name)
    .filter((name) => name !== "schema_version");
  await db.destroy();
  const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  expect(tables.sort()).toEqual(TABLES.map(snakeCase).sort());
});
