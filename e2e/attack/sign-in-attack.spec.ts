import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { sql } from "kysely";
import { openDatabase, type StoreLocation } from "@/lib/server/store/open-database";
import { test } from "../support/app";
import type { AppProcess } from "../support/app-process";
import { ADMIN, withSignIn } from "../support/callers";
import { newDatabase } from "../support/shared-postgres";

const folder = mkdtempSync(join(tmpdir(), "clusterdeck-attack-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dataDir = join(folder, "data");
/** The tests act as a proxy for clients anywhere. */
const environment = { ...withSignIn(dataDir), CLUSTERDECK_TRUSTED_PROXIES: "127.0.0.1" };

test.describe("on SQLite", () => {
  test.use({ environment });
  test("strangers at the sign-in stall nothing and shut nobody out", ({ app }) => attack(app, { dataDir }));
});

test.describe("on PostgreSQL", () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from its first parameter's pattern.
    environment: async ({}, use) => use({ ...environment, DATABASE_URL: await newDatabase() }),
  });
  test("strangers at the sign-in stall nothing and shut nobody out", ({ app, environment: { DATABASE_URL = "" } }) =>
    attack(app, { databaseUrl: DATABASE_URL }));
});

async function attack(started: AppProcess, store: StoreLocation): Promise<void> {
  await answersMeanwhile(started);
  await letsTheOwnerInAnywhere(started);
  const devices = cookiesOf(await signIn(started, { from: "203.0.113.80" }));
  await started.stop();
  const app = await started.startAgain();
  try {
    await loginOf(app);
    await knowsTheDevice(app, devices);
    await saysThatTheStoreFails(app, store);
  } finally {
    await app.stop();
  }
}

async function answersMeanwhile(app: AppProcess): Promise<void> {
  const [file = ""] = /\/_next\/static\/[^"]+\.js/.exec(await (await loginOf(app)).text()) ?? [];
  const order: string[] = [];
  const noted = async (name: string, call: Promise<Response>) => {
    const answer = await call;
    order.push(name);
    return answer;
  };
  const guesses = Array.from({ length: 60 }, (_, index) =>
    noted("guess", signIn(app, { from: `198.51.100.${index % 4}`, email: `${index}@example.org`, password: "wrong" })),
  );
  for (const path of ["/api/health", file, "/api/health", file]) {
    expect((await noted(path, fetch(app.url + path))).status).toBe(200);
  }
  const answers = await Promise.all(guesses);
  expect(order.at(-1)).toBe("guess");
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 503]));
  for (const { status, headers } of answers) expect(headers.has("retry-after")).toBe(status === 503);
  expect((await signIn(app, { from: "198.51.100.1" })).status).toBe(200);
}

/** A database that is slow to answer is opened after the server has started. */
async function loginOf({ url }: AppProcess): Promise<Response> {
  await expect.poll(async () => (await fetch(`${url}/login`)).status).toBe(200);
  return fetch(`${url}/login`);
}

async function letsTheOwnerInAnywhere(app: AppProcess): Promise<void> {
  for (let address = 0; address < 40; address += 4) {
    const few = Array.from({ length: 4 }, (_, index) => ({ from: `192.0.2.${address + index}`, password: "wrong" }));
    for (const answer of await Promise.all(few.map((guess) => signIn(app, guess)))) expect(answer.status).toBe(401);
  }
  for (let place = 0; place < 8; place += 1) {
    expect((await signIn(app, { from: `203.0.113.${place}` })).status).toBe(200);
  }
}

async function knowsTheDevice(app: AppProcess, cookie: string): Promise<void> {
  const from = "203.0.113.80";
  for (let tries = 0; tries < 6; tries += 1) {
    expect((await signIn(app, { from, password: "wrong" })).status).toBe(tries < 5 ? 401 : 429);
  }
  expect((await signIn(app, { from })).status).toBe(429);
  expect((await signIn(app, { from, cookie })).status).toBe(200);
}

async function saysThatTheStoreFails(app: AppProcess, location: StoreLocation): Promise<void> {
  const from = "203.0.113.90";
  const store = openDatabase(location);
  const lock =
    store.dialect === "sqlite" ? sql`update person set name = name` : sql`lock table session in access exclusive mode`;
  await store.db.transaction().execute(async (transaction) => {
    await lock.execute(transaction);
    const answer = await signIn(app, { from });
    expect(answer.status).toBe(503);
    expect(answer.headers.has("retry-after")).toBe(true);
    expect(await answer.json()).toMatchObject({ code: "storage" });
  });
  await store.close();
  expect((await signIn(app, { from })).status).toBe(200);
}

function signIn(
  { url }: AppProcess,
  { from, cookie = "", ...credentials }: { from: string; cookie?: string; email?: string; password?: string },
): Promise<Response> {
  return fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: url, Cookie: cookie, "X-Forwarded-For": from },
    body: JSON.stringify({ ...ADMIN, ...credentials }),
  });
}

function cookiesOf({ headers }: Response): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
