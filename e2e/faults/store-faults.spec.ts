import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import Sqlite from "better-sqlite3";
import pg from "pg";
import type { Fleet } from "@/lib/contract/fleet";
import { findFreePort } from "@/lib/testing/servers/free-port";
import { type NetworkGate, openGate } from "@/lib/testing/servers/network-gate";
import { test } from "../support/app";
import { type AppProcess, startAppProcess } from "../support/app-process";
import { ADMIN, withSignIn } from "../support/callers";
import { newDatabase } from "../support/shared-postgres";
import { mountSmallDisk } from "./small-disk";

const newFolder = () => mkdtempSync(join(tmpdir(), "clusterdeck-faults-"));

async function ask(app: AppProcess, path: string, init: RequestInit = {}) {
  const answer = await fetch(app.url + path, init);
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), text: await answer.text() };
}

function signIn(app: AppProcess) {
  const headers = { "Content-Type": "application/json", Origin: app.url };
  const { email, password } = ADMIN;
  const body = JSON.stringify({ email, password });
  return ask(app, "/api/auth/sign-in/email", { method: "POST", headers, body });
}

/** Nobody can be identified: everything says so, and nothing fails or hangs. */
async function expectRefusedInWords(app: AppProcess, words: RegExp) {
  await expect.poll(async () => (await ask(app, "/api/ready")).text).toMatch(words);
  expect(await ask(app, "/api/health")).toMatchObject({ status: 200 });
  for (const path of ["/api/clusters", "/api/costs", "/api/people", "/api/audit"]) {
    const { status, retryAfter, text } = await ask(app, path);
    const problem = { code: "storage", detail: expect.stringMatching(words) };
    expect([path, status, JSON.parse(text)]).toEqual([path, 503, problem]);
    expect(Number(retryAfter)).toBeGreaterThan(0);
  }
  await expectNoReasonForGuests(app);
  const { status, text } = await signIn(app);
  expect([status, JSON.parse(text)]).toEqual([503, { code: "storage", detail: expect.stringMatching(words) }]);
  for (const path of ["/", "/login", "/wall", "/setup", "/s/none"]) {
    const page = await ask(app, path);
    expect([path, page.status]).toEqual([path, 503]);
    expect(page.text).toContain("It tries again by itself.");
  }
}

/** How the server stores data is none of the business of guests, or of screens that ask to be paired. */
async function expectNoReasonForGuests(app: AppProcess) {
  const post = { method: "POST", headers: { "Content-Type": "application/json", Origin: app.url }, body: "{}" };
  const calls: [path: string, init: RequestInit][] = [
    ...["clusters", "costs", "preview.png"].map((part): [string, RequestInit] => [`/api/shared/none/${part}`, {}]),
    [
      "/api/shared/none/unlock",
      { ...post, headers: { Origin: app.url }, body: new URLSearchParams({ password: "p" }) },
    ],
    ["/api/pairings", post],
  ];
  const detail = "The server cannot look this up at the moment. Try again in a moment.";
  for (const [path, init] of calls) {
    const { status, retryAfter, text } = await ask(app, path, init);
    expect([path, status, JSON.parse(text)]).toEqual([path, 503, { code: "storage", detail }]);
    expect(Number(retryAfter)).toBeGreaterThan(0);
  }
  expect((await ask(app, "/s/none")).text).not.toMatch(/database|disk/);
}

/** Damages the file as a failing disk does: a read of the table finds no database page there. */
function damageTable(file: string, table: string) {
  const database = new Sqlite(file);
  const [page] = database.prepare("select rootpage from sqlite_schema where name = ?").all([table]);
  const [size] = database.prepare("pragma page_size").all([]);
  database.close();
  const [rootpage, pageSize] = [Number(Object.values(Object(page))[0]), Number(Object.values(Object(size))[0])];
  const descriptor = openSync(file, "r+");
  writeSync(descriptor, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (rootpage - 1) * pageSize);
  closeSync(descriptor);
}

async function expectRecovered(app: AppProcess) {
  await expect.poll(async () => (await signIn(app)).status).toBe(200);
  await expect.poll(async () => (await ask(app, "/api/ready")).status).toBe(200);
  expect((await ask(app, "/api/clusters")).status).toBe(401);
  expect((await ask(app, "/s/none")).status).toBe(404);
}

test("a server whose SQLite cannot be opened says why, fault after fault, and opens it without a restart", async ({
  fleet,
}) => {
  const disk = mountSmallDisk();
  const dataDir = disk?.dataDir ?? newFolder();
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "clusterdeck.sqlite");
  writeFileSync(file, "no database, but long enough to look like one".repeat(100));
  const app = await startAppProcess({ ...fleet.environment, ...withSignIn(dataDir) });
  try {
    await expectRefusedInWords(app, /damaged/);

    rmSync(file);
    const other = new Sqlite(file);
    other.exec("create table other (id integer); begin exclusive");
    await expectRefusedInWords(app, /Another program has locked the database/);
    other.exec("rollback");
    other.close();
    if (disk) {
      disk.setWritable(false);
      await expectRefusedInWords(app, /may not open or write its database/);
      disk.setWritable(true);
      for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
      disk.fill();
      await expectRefusedInWords(app, /disk that holds the database is full/);
      disk.empty();
    } else
      test
        .info()
        .annotations.push({ type: "left out", description: "a full and a read-only disk: none can be mounted here" });
    await expectRecovered(app);
  } finally {
    await app.stop();
    disk?.remove();
  }
});

test("a server whose SQLite file is removed says so instead of writing data that would be lost, and continues once it is back", async ({
  fleet,
}) => {
  const dataDir = newFolder();
  const file = join(dataDir, "clusterdeck.sqlite");
  const app = await startAppProcess({ ...fleet.environment, ...withSignIn(dataDir) });
  const expectNothingWritten = async () => {
    const words = expect.stringContaining("moved, deleted or replaced");
    await expect.poll(async () => (await ask(app, "/api/ready")).text).toEqual(words);
    expect(await signIn(app)).toMatchObject({ status: 503, text: words });
    expect(await ask(app, "/api/health")).toMatchObject({ status: 200 });
  };
  try {
    await expectRecovered(app);
    renameSync(file, `${file}.away`);
    await expectNothingWritten();
    writeFileSync(file, "");
    await expectNothingWritten();
    renameSync(`${file}.away`, file);
    await expectRecovered(app);
  } finally {
    await app.stop();
  }
});

test("a server whose PostgreSQL refuses, is silent or lacks the database waits for it, and needs no restart", async ({
  fleet,
}) => {
  const url = new URL(await newDatabase());
  const later = `later_${randomUUID().slice(0, 8)}`;
  const port = await findFreePort();
  const environment = { ...fleet.environment, ...withSignIn(newFolder()) };
  const app = await startAppProcess({
    ...environment,
    DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/${later}`,
  });
  let gate: NetworkGate | null = null;
  try {
    await expectRefusedInWords(app, /database does not answer/);
    gate = await openGate(Number(url.port), port);
    gate.freeze();
    await expectRefusedInWords(app, /database does not answer/);
    gate.open();
    await expectRefusedInWords(app, /does not let Clusterdeck in/);
    const client = new pg.Client(url.href);
    await client.connect();
    await client.query(`create database ${later}`);
    await client.end();
    await expectRecovered(app);
  } finally {
    await app.stop();
    gate?.close();
  }
});

test.describe("without sign-in", () => {
  const dataDir = newFolder();
  test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test("every page shows the live fleet from the first second, and that history is not being written until it is", async ({
    page,
    fleet,
  }) => {
    const other = new Sqlite(join(dataDir, "clusterdeck.sqlite"));
    other.exec("create table other (id integer); begin exclusive");
    const app = await startAppProcess({
      ...fleet.environment,
      CLUSTERDECK_AUTH: "off",
      CLUSTERDECK_POLL_INTERVAL_MS: "1000",
      CLUSTERDECK_DATA_DIR: dataDir,
    });
    const sentence = page.getByText("Another program has locked the database, so nothing can be written to it.");
    const readFleet = async (): Promise<Fleet> => JSON.parse((await ask(app, "/api/clusters")).text);
    await expect.poll(async () => (await readFleet()).accounts.every(({ state }) => state === "ok")).toBe(true);
    await page.goto(app.url);
    await expect(page.getByText("train-llama-7").first()).toBeVisible();
    for (const path of ["/", "/costs", "/links", "/settings", "/settings/accounts", "/settings/audit", "/wall/setup"]) {
      const answer = await page.goto(app.url + path);
      expect([path, answer?.status()]).toEqual([path, 200]);
      await expect(page.getByText("History is not being written", { exact: true })).toBeVisible();
      await expect(sentence.first()).toBeVisible();
    }
    await page.goto(`${app.url}/wall`);
    await expect(page.getByText("history is not being written")).toBeVisible();
    for (const path of ["/s/none", "/links/none/preview"])
      expect([path, (await ask(app, path)).status]).toEqual([path, 503]);
    const before = await readFleet();
    const details = await ask(app, `/api/clusters/${encodeURIComponent(before.clusters[0]?.id ?? "")}/connection`);
    expect(details.status).toBe(200);

    other.exec("rollback");
    other.close();
    await page.goto(app.url);
    await expect(page.getByText("History is not being written", { exact: true })).toHaveCount(0);
    await expect
      .poll(async () => JSON.parse((await ask(app, "/api/costs")).text).history?.since ?? null)
      .not.toBeNull();
    const after = await readFleet();
    // Nothing is forgotten, and nothing starts over, because the store opened late.
    expect(after.clusters.map(({ id, statusSince }) => [id, statusSince])).toEqual(
      before.clusters.map(({ id, statusSince }) => [id, statusSince]),
    );
    await app.stop();

    damageTable(join(dataDir, "clusterdeck.sqlite"), "cost_step");
    const again = await app.startAgain();
    await page.goto(again.url);
    await expect(page.getByText("The database file is damaged.")).toBeVisible();
    await expect
      .poll(async () => (await readFleet()).accounts.map(({ state }) => state))
      .toEqual(before.accounts.map(() => "ok"));
    expect(await ask(again, "/api/costs")).toMatchObject({
      ...{ status: 503, text: expect.stringContaining("The database file is damaged.") },
    });
    await again.stop();
  });
});

test("a server that cannot store anything at the configured place ends with one sentence", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "file"), "");
  for (const dataDir of [join(folder, "file"), join(folder, "file", "data"), "/proc/none"]) {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/serve.mjs"], {
      env: {
        ...process.env,
        HOST: "127.0.0.1",
        PORT: "9174",
        CLUSTERDECK_DEMO: "off",
        CLUSTERDECK_DATA_DIR: dataDir,
        DATABASE_URL: "",
      },
      encoding: "utf8",
    });
    expect(stderr).toContain(`Nothing can be stored in ${dataDir}`);
    expect(status).toBe(1);
  }
});
