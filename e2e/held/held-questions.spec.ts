import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type APIRequestContext, expect, test } from "@playwright/test";
import Sqlite from "better-sqlite3";
import pg from "pg";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import type { StoreLocation } from "@/lib/server/store/open-database";
import { type Callers, inviteCallers, withSignIn } from "../support/callers";
import { send } from "../support/send";
import { newDatabase } from "../support/shared-postgres";
import { TEST_ALL } from "../support/test-all";
import { type HeldCall, holdCall, WAIT_S } from "./held-call";
import { startQuietFleet, untilSettled } from "./quiet-fleet";

/** Far less than the questions of these tests are held for if nothing happens. */
const LONG_BEFORE_ITS_TIME = { timeout: 15_000 };

/** Of guests: all of their questions must arrive before the first of them has been held for its time. */
const ADDRESSES = TEST_ALL ? ["198.51.100.1", "198.51.100.2", "198.51.100.3"] : ["198.51.100.1"];

/** How many questions the server holds for the guests behind one address. */
const MAX_PER_ADDRESS = 200;

const folder = mkdtempSync(join(tmpdir(), "clusterdeck-held-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const kind of TEST_ALL ? (["SQLite", "PostgreSQL"] as const) : (["SQLite"] as const)) {
  test(`held questions are refused with the right to ask, bounded, and all answered before the server ends, on ${kind}`, async () => {
    const dataDir = join(folder, kind);
    const store: StoreLocation = kind === "SQLite" ? { dataDir } : { databaseUrl: await newDatabase() };
    await using fleet = await startQuietFleet({
      ...withSignIn(dataDir),
      CLUSTERDECK_TRUSTED_PROXIES: "127.0.0.1",
      ...("databaseUrl" in store && { DATABASE_URL: store.databaseUrl }),
    });
    const { app } = fleet;
    const callers = await inviteCallers(app.url, store);
    await untilSettled(async () => (await callers.as.admin.get("/api/clusters")).json());

    await test.step("bad waits are refused, and nothing is held that should not be", async () => {
      const cookie = await cookieOf(callers.as.admin);
      const etag = await quietTag(callers.as.admin, "/api/clusters");
      const ask = (wait: string, headers: Record<string, string>, method = "GET") =>
        send(`${app.url}/api/clusters?wait=${wait}`, { cookie, ...headers }, method);
      const known = { "If-None-Match": etag };
      for (const wait of ["abc", "-1", "26", "1e9", "1.5", "", "25s", "%20", "99"])
        expect([wait, (await ask(wait, known)).status]).toEqual([wait, 400]);
      expect((await ask("25", known, "HEAD")).status).toBe(304);
      expect((await ask("25", {})).status).toBe(200);
      expect((await ask("25", { "If-None-Match": '"another"' })).status).toBe(200);
      expect((await ask("0", known)).status).toBe(304);
    });

    await test.step("clients that have gone leave room for others", async () => {
      const cookie = await cookieOf(callers.as.admin);
      const etag = await quietTag(callers.as.admin, "/api/clusters");
      const hold = () => holdCall(`${app.url}/api/clusters`, etag, { cookie });
      for (let round = 0; round < 3; round += 1) {
        const calls = Array.from({ length: 20 }, hold);
        await sleep(500);
        // One too many for a session, so not held.
        expect((await hold().answer).status).toBe(304);
        for (const { abort } of calls) abort();
      }
      const isRefused = async () => {
        const { answer, abort } = hold();
        const isOver = await isAnswered(answer);
        abort();
        return isOver;
      };
      await expect.poll(isRefused).toBe(false);
    });

    await test.step("whoever loses the right to an answer is refused at once", async () => {
      await expectRefusals(app.url, callers, store);
    });

    await test.step("SIGTERM answers all of them, and the process ends", async () => {
      const { url, pid } = app;
      const link = await linkTo(callers.as.admin, { costs: false });
      const shared = clustersOf(link);
      const etag = await quietTag(callers.as.nobody, shared);
      const sent = ADDRESSES.flatMap((address) =>
        Array.from({ length: MAX_PER_ADDRESS + 1 }, () =>
          holdCall(`${url}${shared}`, etag, { "X-Forwarded-For": address }),
        ),
      );
      const answered = new Set<HeldCall>();
      for (const call of sent) call.answer.finally(() => answered.add(call)).catch(() => null);
      // One too many for each address is not held: so all the others are.
      await expect.poll(() => answered.size).toBe(ADDRESSES.length);
      const held = sent.filter((call) => !answered.has(call));
      process.kill(pid, "SIGTERM");
      const answers = await Promise.allSettled(held.map(({ answer }) => answer));
      const statuses = answers.map((answer) => (answer.status === "fulfilled" ? answer.value.status : "lost"));
      expect(countBy(statuses)).toEqual({ 304: ADDRESSES.length * MAX_PER_ADDRESS });
      // Each on a connection that ends with it, and with a time of its own to come back.
      const headers = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.headers] : []));
      expect(new Set(headers.map(({ connection }) => connection))).toEqual(new Set(["close"]));
      expect(new Set(headers.map((of) => of["retry-after"]))).toEqual(new Set(["1", "2", "3", "4", "5"]));
      // As programs do that end because of a signal.
      expect(await app.ended).toBe(128 + constants.signals.SIGTERM);
    });
  });
}

/** Everybody who may ask holds a question; some lose that right, and nobody else is answered. */
async function expectRefusals(url: string, { as, token, linkId }: Callers, store: StoreLocation): Promise<void> {
  const admin = as.admin;
  const ending = await linkTo(admin, { costs: false });
  const narrowing = await linkTo(admin, { costs: true });
  const { people } = await (await admin.get("/api/people")).json();
  const idOf = (name: string) => people.find(({ email }: { email: string }) => email === `${name}@example.org`).id;

  const { sessions } = await (await admin.get(`/api/people/${idOf("viewer")}/sessions`)).json();

  const questions: [APIRequestContext, string][] = [
    [admin, "/api/clusters"],
    [as.guest, `/api/shared/${token}/clusters`],
    [as.viewer, "/api/clusters"],
    [as.operator, `/api/share-links/${linkId}/preview/clusters`],
    [as.nobody, clustersOf(ending)],
    [as.nobody, clustersOf(narrowing)],
  ];
  const known = await Promise.all(
    questions.map(async ([browser, path]) => ({
      ...{ path, etag: await quietTag(browser, path), cookie: await cookieOf(browser) },
    })),
  );
  // All at the same time, so that none has been held for long when some are refused.
  const heldAt = performance.now();
  const [admins, guests, signedOut, demoted, ended, narrowed] = known.map(({ path, etag, cookie }) =>
    holdCall(`${url}${path}`, etag, { cookie }),
  );
  if (!admins || !guests || !signedOut || !demoted || !ended || !narrowed) throw new Error("There are six questions.");
  const calls = [admins, guests, signedOut, demoted, ended, narrowed];
  expect(await Promise.all(calls.map(({ answer }) => isAnswered(answer)))).toEqual(calls.map(() => false));

  const made = [
    ...sessions.map(({ id }: { id: string }) => admin.delete(`/api/sessions/${id}`)),
    admin.patch(`/api/people/${idOf("operator")}`, { data: { role: "viewer" } }),
    admin.delete(`/api/share-links/${ending.id}`),
    // As another server of this database would, or somebody at it.
    hideCosts(store, narrowing.id),
  ];
  await Promise.all(made);
  const statusOf = (call: typeof ended) => async () => {
    const { status } = await Promise.race([call.answer, sleep(100, { status: "held" })]);
    return status;
  };
  await expect.poll(statusOf(signedOut), LONG_BEFORE_ITS_TIME).toBe(401);
  await expect.poll(statusOf(demoted), LONG_BEFORE_ITS_TIME).toBe(403);
  await expect.poll(statusOf(ended), LONG_BEFORE_ITS_TIME).toBe(404);
  await expect.poll(statusOf(narrowed), LONG_BEFORE_ITS_TIME).toBe(200);
  expect((await narrowed.answer).text).not.toMatch(/"month":|"usdMicrosPerHour":\d/);
  for (const { answer, abort } of [admins, guests]) {
    const early = await Promise.race([answer, sleep(500)]);
    // A slow machine may have come to the end of the time for which they are held.
    const isOver = performance.now() - heldAt >= WAIT_S * SECOND_MS;
    expect(early?.status ?? "held").toBe(early && isOver ? 304 : "held");
    abort();
  }
}

async function linkTo(admin: APIRequestContext, show: object): Promise<CreatedShareLink> {
  const data = { name: "Others", kind: "display", scope: {}, show };
  return await (await admin.post("/api/share-links", { data })).json();
}

const clustersOf = ({ url }: CreatedShareLink) => `/api/shared/${new URL(url).pathname.split("/").at(-1)}/clusters`;

async function hideCosts(store: StoreLocation, linkId: string): Promise<void> {
  const update = "update share_link set show = $1 where id = $2";
  const values = [JSON.stringify({ costs: false, names: false, provider: true, region: true }), linkId];
  if ("databaseUrl" in store) {
    const client = new pg.Client(store.databaseUrl);
    await client.connect();
    await client.query(update, values);
    return client.end();
  }
  const database = new Sqlite(join(store.dataDir, "clusterdeck.sqlite"), { timeout: 60_000 });
  database.prepare(update.replaceAll(/\$\d/g, "?")).run(values);
  database.close();
}

async function cookieOf(browser: APIRequestContext): Promise<string> {
  const { cookies } = await browser.storageState();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** The tag of an answer once it has stopped changing, as it does while the server starts. */
async function quietTag(browser: APIRequestContext, path: string): Promise<string> {
  const tag = async () => (await browser.get(path)).headers().etag ?? "";
  let last = await tag();
  await expect
    .poll(
      async () => {
        const before = last;
        last = await tag();
        return before === last;
      },
      { intervals: [1_500] },
    )
    .toBe(true);
  return last;
}

async function isAnswered(answer: Promise<unknown>): Promise<boolean> {
  return Promise.race([answer.then(() => true), sleep(500, false)]);
}

function countBy(values: readonly (number | string)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
