import { gunzipSync } from "node:zlib";
import { sql } from "kysely";
import { expect, it, onTestFinished, vi } from "vitest";
import { createDeafHints } from "@/lib/testing/servers/deaf-hints";
import { postgresStores, temporaryFolders } from "@/lib/testing/stores";
import { openDatabase } from "../store/open-database";
import type { StoreHandle } from "../store/store-handle";
import { type BuildFileRows, openBuildFileRows } from "./build-file-rows";
import { shareBuildFiles } from "./build-files";

const newDatabaseUrl = postgresStores();
const newFolder = temporaryFolders();

/** What two builds have in common, and what only this one has. */
const filesOf = (id: string) => ({
  "chunks/common.js": "shared()",
  [`chunks/${id}.js`]: `run("${id}")`,
  [`${id}/_buildManifest.js`]: id,
});

function buildOf(id: string, files: Record<string, string> = filesOf(id)) {
  return { id, paths: new Set(Object.keys(files)), read: async (path: string) => Buffer.from(files[path] ?? "") };
}

function handleOf(rows: BuildFileRows): StoreHandle<BuildFileRows> {
  return { current: () => rows, problem: () => null, whenOpen: (run) => run(rows) };
}

async function openServers() {
  const store = openDatabase({ databaseUrl: await newDatabaseUrl() });
  onTestFinished(() => store.close());
  const rows = (await openBuildFileRows(store)) ?? expect.fail();
  /** A server that has had its first look, and whatever it asks of the database. */
  const start = async (own: ReturnType<typeof buildOf>, { mayPrune = false, on = rows } = {}) => {
    const hints = createDeafHints();
    const asked: BuildFileRows = { ...on };
    const spies = (["see", "begin", "add", "complete", "list", "read", "prune"] as const).map((name) =>
      vi.spyOn(asked, name),
    );
    const forgetAsked = () => {
      for (const spy of spies) spy.mockClear();
    };
    const onFailed = vi.fn();
    const files = shareBuildFiles({ own, rows: handleOf(asked), hints, mayPrune: () => mayPrune, onFailed });
    onTestFinished(files.stop);
    await expect.poll(files.haveBeenOffered).toBe(true);
    const read = async (path: string) => {
      const body = await files.find(path)?.();
      return body ? gunzipSync(body).toString() : null;
    };
    return { files, asked, forgetAsked, look: hints.lookAtAll, read, onFailed };
  };
  const paths = async (id: string) => (await rows.list([id])).map(({ path }) => path).sort();
  /** As if no server of this build had been there for so long, by the database's clock. */
  const age = (id: string, time: string) =>
    sql`update build set seen_at = clock_timestamp() - ${time}::interval where id = ${id}`.execute(store.db);
  const builds = async () =>
    (await sql<{ id: string }>`select id from build order by id`.execute(store.db)).rows.map(({ id }) => id);
  return { rows, start, paths, age, builds };
}

it("gives servers of each build what only the other one has, which whoever started first learns as well", async () => {
  const { start } = await openServers();
  const [a, b] = [await start(buildOf("a")), await start(buildOf("b"))];
  await a.look();
  expect([await a.read("chunks/b.js"), await a.read("b/_buildManifest.js")]).toEqual(['run("b")', "b"]);
  expect(await b.read("chunks/a.js")).toBe('run("a")');
  // This build's own files are Next's to send.
  for (const path of ["chunks/common.js", "chunks/a.js"]) expect(a.files.find(path)).toBeNull();
});

it("stores a build once, and completes what a server that was killed has begun", async () => {
  const { rows, start, paths } = await openServers();
  await rows.begin("a");
  await rows.add("a", "chunks/common.js", Buffer.from(""));
  const b = await start(buildOf("b"));
  expect(b.files.find("chunks/common.js")).toBeNull();
  await start(buildOf("a"));
  expect(await paths("a")).toEqual(["a/_buildManifest.js", "chunks/a.js", "chunks/common.js"]);
  expect((await start(buildOf("a"))).asked.add).not.toHaveBeenCalled();
});

it("knows no build of which files are missing still", async () => {
  const { rows, start } = await openServers();
  const a = await start(buildOf("a"));
  await rows.begin("b");
  await rows.add("b", "chunks/b.js", Buffer.from(""));
  await a.look();
  expect(a.files.find("chunks/b.js")).toBeNull();
});

it("asks the database for nothing when somebody asks for what no build has, and once for what many want", async () => {
  const { start } = await openServers();
  await start(buildOf("b"));
  const a = await start(buildOf("a"));
  await a.look();
  a.forgetAsked();
  for (let name = 0; name < 1_000; name += 1) expect(a.files.find(`chunks/${name}.js`)).toBeNull();
  for (const path of ["../server/secret.js", "__proto__", "constructor", ""]) expect(a.files.find(path)).toBeNull();
  for (const method of Object.values(a.asked)) expect(method).not.toHaveBeenCalled();
  await Promise.all(Array.from({ length: 50 }, () => a.read("chunks/b.js")));
  expect(a.asked.read).toHaveBeenCalledTimes(1);
  // Nor does it list what it knows again.
  await a.look();
  expect(a.asked.list).not.toHaveBeenCalled();
});

it("tries again what could not be stored, and does not have its own server wait for that", async () => {
  const { rows, start, paths } = await openServers();
  let isAway = true;
  const add: BuildFileRows["add"] = async (...file) => {
    if (isAway) throw new Error("The database is away.");
    await rows.add(...file);
  };
  const a = await start(buildOf("a"), { on: { ...rows, add } });
  expect(a.onFailed).toHaveBeenCalledTimes(1);
  isAway = false;
  await a.look();
  expect(await paths("a")).toHaveLength(3);
});

it("removes builds whose servers have been gone for a day, or four later ones ago, and none that is in use", async () => {
  const { rows, start, age, builds, paths } = await openServers();
  for (const id of ["a", "b", "c", "d", "e", "f"]) await start(buildOf(id));
  await age("a", "2 days");
  await age("b", "3 hours");
  await age("c", "2 hours");
  await age("d", "1 hour");
  await rows.prune();
  expect(await builds()).toEqual(["c", "d", "e", "f"]);
  expect(await paths("a")).toEqual([]);
  for (const id of ["g", "h", "i"]) await start(buildOf(id));
  await rows.prune();
  expect(await builds()).toEqual(["e", "f", "g", "h", "i"]);
});

it("has a server say that it is there, remove what is old where that is its task, and store its files again if they were removed", async () => {
  const { start, age, builds } = await openServers();
  const a = await start(buildOf("a"));
  await start(buildOf("b"));
  for (const id of ["a", "b"]) await age(id, "2 days");
  await a.look();
  expect(a.asked.prune).not.toHaveBeenCalled();
  const other = await start(buildOf("c"), { mayPrune: true });
  expect(await builds()).toEqual(["a", "c"]);
  await age("a", "2 days");
  await other.asked.prune();
  expect(await builds()).toEqual(["c"]);
  await a.look();
  expect(await builds()).toEqual(["a", "c"]);
});

it("stores nothing on SQLite", async () => {
  const store = openDatabase({ dataDir: newFolder() });
  onTestFinished(() => store.close());
  expect(await openBuildFileRows(store)).toBeNull();
});
