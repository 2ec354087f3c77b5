import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type APIRequestContext, expect } from "@playwright/test";
import type { Costs } from "@/lib/contract/costs";
import type { Fleet } from "@/lib/contract/fleet";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { test } from "../support/app";
import { type AppProcess, startAppProcess } from "../support/app-process";
import { newDatabase } from "../support/shared-postgres";

// Somewhat more than expected, for the time that passes while the clock is set and read.
const MONTH_MS = 31 * DAY_MS + HOUR_MS;
const FIVE_HOURS_MS = 5.5 * HOUR_MS;

const folder = mkdtempSync(join(tmpdir(), "clusterdeck-clock-"));
const file = join(folder, "ahead-ms");
const setAhead = (ms: number) => writeFileSync(file, String(ms));
const moved = {
  MOVED_CLOCK_FILE: file,
  NODE_OPTIONS: `--import=${new URL("moved-clock.mjs", import.meta.url).href}`,
};

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answers {
  costs: Costs;
  fleet: Fleet;
}

async function read(request: APIRequestContext, { url }: AppProcess): Promise<Answers> {
  const [costs, fleet] = await Promise.all(
    ["/api/costs", "/api/clusters"].map(async (path) => (await request.get(`${url}${path}`)).json()),
  );
  return { costs: costs as Costs, fleet: fleet as Fleet };
}

/** Expects the ledger's rate to be the live one, since both are read at nearly the same moment. */
async function expectLedgerFollows(request: APIRequestContext, app: AppProcess): Promise<Answers> {
  await expect
    .poll(async () => {
      const { costs, fleet } = await read(request, app);
      const live = fleet.totals.usdMicrosPerHour ?? 0;
      return live > 0 && costs.runRateUsdMicrosPerHour === live && Date.parse(costs.generatedAt) >= readAt(fleet);
    })
    .toBe(true);
  return read(request, app);
}

function readAt({ accounts }: Fleet): number {
  return Math.max(...accounts.map(({ lastSuccessAt }) => Date.parse(lastSuccessAt ?? "")));
}

function expectPlausible({ costs }: Answers): void {
  expect(costs.observedShare).toBeLessThanOrEqual(1);
  for (const amount of [costs.totalUsdMicros, costs.errorUsdMicros, costs.today.usdMicros, costs.month.usdMicros]) {
    expect(amount).toBeGreaterThanOrEqual(0);
  }
  // A few minutes of running must not cost as much as a month.
  expect(costs.totalUsdMicros).toBeLessThan(costs.runRateUsdMicrosPerHour);
}

async function expectJumpIsTold(request: APIRequestContext, app: AppProcess, words: string): Promise<Answers> {
  await expect.poll(async () => (await read(request, app)).costs.history.problem?.detail).toContain(words);
  const told = async () =>
    (await read(request, app)).fleet.accounts.filter(({ warnings }) => warnings.some((text) => text.includes(words)));
  await expect.poll(async () => (await told()).length).toBeGreaterThan(0);
  expect(app.output()).toContain(words);
  return read(request, app);
}

test("continues at once after a clock that was ahead is set right, while running and after a restart", async ({
  fleet,
  request,
  page,
}) => {
  setAhead(MONTH_MS);
  const app = await startAppProcess({
    CLUSTERDECK_AUTH: "off",
    CLUSTERDECK_POLL_INTERVAL_MS: "1000",
    ...fleet.environment,
    ...moved,
  });
  await expectLedgerFollows(request, app);
  setAhead(0);
  await expectJumpIsTold(request, app, "set back by 31 d");
  expectPlausible(await expectLedgerFollows(request, app));
  await page.goto(`${app.url}/costs`);
  await expect(page.getByText("The server’s clock was changed", { exact: true })).toBeVisible();
  await page.goto(app.url);
  await page
    .getByText(/^\d+ notes?$/)
    .first()
    .click();
  await expect(page.getByText("set back by 31 d").first()).toBeVisible();

  setAhead(FIVE_HOURS_MS);
  const ahead = await expectJumpIsTold(request, app, "jumped ahead by 5 h");
  const { totalUsdMicros, errorUsdMicros, runRateUsdMicrosPerHour } = ahead.costs;
  expect(totalUsdMicros - errorUsdMicros).toBeLessThan(runRateUsdMicrosPerHour);

  await expectLedgerFollows(request, app);
  await app.stop();
  setAhead(0);
  const again = await app.startAgain();
  await expectJumpIsTold(request, again, "set back by 5 h");
  expectPlausible(await expectLedgerFollows(request, again));
  await again.stop();
});

test("dates what it reads by the clock of a PostgreSQL that others may share, whatever its own says", async ({
  fleet,
  request,
}) => {
  setAhead(MONTH_MS);
  const app = await startAppProcess({
    CLUSTERDECK_AUTH: "off",
    CLUSTERDECK_POLL_INTERVAL_MS: "1000",
    DATABASE_URL: await newDatabase(),
    ...fleet.environment,
    ...moved,
  });
  const expectRight = async (server: AppProcess) => {
    const { costs, fleet: read } = await expectLedgerFollows(request, server);
    expect(Math.abs(readAt(read) - Date.now())).toBeLessThan(HOUR_MS);
    expect(costs.history.problem).toBeNull();
    expectPlausible({ costs, fleet: read });
    expect(server.output()).toContain("This machine's clock differs from the database's");
  };
  await expectRight(app);
  setAhead(0);
  await expectRight(app);
  setAhead(FIVE_HOURS_MS);
  await expectRight(app);
  await app.stop();
  setAhead(-FIVE_HOURS_MS);
  const again = await app.startAgain();
  await expectRight(again);
  await again.stop();
});
