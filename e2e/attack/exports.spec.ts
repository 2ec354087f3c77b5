import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type APIRequestContext, expect, test } from "@playwright/test";
import BetterSqlite from "better-sqlite3";
import { fillHistory } from "@/bench/kit/fill-history";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { type AppProcess, startAppProcess } from "../support/app-process";
import { type Callers, inviteCallers, withSignIn } from "../support/callers";
import { TEST_ALL } from "../support/test-all";

const HOURS = (TEST_ALL ? 200 : 100) * 24;
const CLUSTERS = 40;

let app: AppProcess;
let callers: Callers;
/** The demo's history is stored apart from a real one. */
let dataDir: string;
let folder: string;
let exportPath: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "clusterdeck-exports-"));
  dataDir = join(folder, "demo");
  const to = Date.now();
  const from = to - HOURS * HOUR_MS;
  await fillHistory({ dataDir }, { from, to, clusters: CLUSTERS, changesPerDay: 4 });
  app = await startAppProcess(withSignIn(folder));
  callers = await inviteCallers(app.url, { dataDir });
  exportPath = `/api/costs/export?format=focus&from=${new Date(from + DAY_MS).toISOString()}&to=${new Date(to).toISOString()}`;
});

test.afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

interface Download {
  status: number;
  retryAfter: string | null;
  problem: () => Promise<unknown>;
  /** Reads to the end and returns the number of lines. Rejects if the connection breaks. */
  readOn: () => Promise<number>;
  /** How many lines have been read. */
  linesSoFar: () => number;
  leave: () => Promise<void>;
}

/** Begins a download and reads only its beginning. */
async function begin(browser: APIRequestContext, path: string): Promise<Download> {
  const { cookies } = await browser.storageState();
  const gone = new AbortController();
  const answer = await fetch(app.url + path, {
    headers: { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
    signal: gone.signal,
  });
  const reader = answer.ok ? answer.body?.getReader() : undefined;
  const decoder = new TextDecoder();
  let lines = 0;
  return {
    status: answer.status,
    retryAfter: answer.headers.get("Retry-After"),
    problem: () => answer.json(),
    linesSoFar: () => lines,
    readOn: async () => {
      for (;;) {
        const chunk = await reader?.read();
        if (chunk === undefined || chunk.done) return lines;
        lines += decoder.decode(chunk.value, { stream: true }).split("\r\n").length - 1;
      }
    },
    leave: async () => gone.abort(),
  };
}

const hasPlace = async (browser: APIRequestContext) => (await browser.head(exportPath)).status();

test("others keep getting answers while an export is written, which is complete in the end", async () => {
  const { viewer } = callers.as;
  const download = await begin(viewer, exportPath);
  expect(download.status).toBe(200);
  let isWritten = false;
  const written = download.readOn().finally(() => {
    isWritten = true;
  });
  const linesAtAnswers = [0];
  while (!isWritten) {
    expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
    linesAtAnswers.push(download.linesSoFar());
    await sleep(5);
  }
  const lines = await written;
  expect(lines).toBeGreaterThan(CLUSTERS * (HOURS - 25));
  // Without pauses in the work, all of it would lie between two answers. What the client has not read yet may be several megabytes.
  const between = linesAtAnswers.slice(1).map((count, index) => count - (linesAtAnswers[index] ?? 0));
  expect(Math.max(...between)).toBeLessThan(lines / 2);
  expect(await hasPlace(viewer)).toBe(200);
});

test("one export runs for each person and two in all, those of the audit log among them", async () => {
  const { viewer, operator, admin } = callers.as;
  const first = await begin(viewer, exportPath);
  const own = await begin(viewer, exportPath.replace("focus", "csv"));
  expect([own.status, await own.problem()]).toMatchObject([429, { code: "export-running" }]);
  expect(Number(own.retryAfter)).toBeGreaterThan(0);
  const second = await begin(operator, exportPath);
  expect(second.status).toBe(200);
  const third = await begin(admin, "/api/audit/export");
  expect([third.status, await third.problem()]).toMatchObject([503, { code: "exports-busy" }]);
  expect(Number(third.retryAfter)).toBeGreaterThan(0);
  await Promise.all([first.leave(), second.leave()]);
  await expect.poll(() => hasPlace(admin)).toBe(200);
});

test("a client that leaves gives its place back, whether the file is being written or not being read", async () => {
  const { viewer } = callers.as;
  const unread = await begin(viewer, exportPath);
  expect(await hasPlace(viewer)).toBe(429);
  await unread.leave();
  await expect.poll(() => hasPlace(viewer)).toBe(200);
  const read = await begin(viewer, exportPath);
  const reading = read.readOn().catch(() => "left");
  await read.leave();
  expect(await reading).toBe("left");
  await expect.poll(() => hasPlace(viewer)).toBe(200);
});

test("an export that fails half-way breaks the connection, says so in the log and gives the place back", async () => {
  const { viewer } = callers.as;
  const download = await begin(viewer, exportPath);
  expect(download.status).toBe(200);
  const database = new BetterSqlite(join(dataDir, "clusterdeck.sqlite"), { timeout: 60_000 });
  database.exec("alter table cluster_interval rename to elsewhere");
  await expect(download.readOn()).rejects.toThrow();
  database.exec("alter table elsewhere rename to cluster_interval");
  database.close();
  await expect.poll(() => app.output()).toContain("An export could not be finished");
  await expect.poll(() => hasPlace(viewer)).toBe(200);
});

test("a person sees why no export begins, and gets the file once it can", async ({ page }) => {
  const { admin, viewer, operator } = callers.as;
  await page.goto(`${app.url}/login`);
  await page.context().addCookies((await admin.storageState()).cookies);
  const others = [await begin(viewer, exportPath), await begin(operator, exportPath)];
  await page.goto(`${app.url}/costs`);
  const button = page.getByRole("link", { name: "FOCUS 1.2" });
  await button.click();
  await expect(page.getByRole("alert").filter({ hasText: "Other people are exporting" })).toBeVisible();
  expect(page.url()).toContain("/costs");
  for (const other of others) await other.leave();
  await expect.poll(() => hasPlace(admin)).toBe(200);
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(download.suggestedFilename()).toMatch(/^clusterdeck-focus-.*\.csv$/);
  await expect(page.getByRole("alert").filter({ hasText: "Other people are exporting" })).toHaveCount(0);
  await download.cancel();
});
