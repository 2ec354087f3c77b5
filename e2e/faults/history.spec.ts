import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type APIRequestContext, expect } from "@playwright/test";
import BetterSqlite from "better-sqlite3";
import type { Costs } from "@/lib/contract/costs";
import type { Fleet } from "@/lib/contract/fleet";
import { providers } from "@/lib/server/providers/registry";
import { test } from "../support/app";
import { tileOf } from "../support/tile";

async function readCosts(request: APIRequestContext): Promise<Costs> {
  const answer = await request.get("/api/costs");
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Costs;
}

async function readFleet(request: APIRequestContext): Promise<Fleet> {
  return (await (await request.get("/api/clusters")).json()) as Fleet;
}

test("while another program locks the database the live page keeps working, costs say so, and history resumes", async ({
  page,
  request,
  app,
}) => {
  await expect.poll(async () => (await readCosts(request)).history.since).not.toBeNull();
  const other = new BetterSqlite(join(app.dataDir, "clusterdeck.sqlite"));
  other.exec("begin exclusive");
  await expect.poll(async () => (await readCosts(request)).history.problem).not.toBeNull();
  await page.goto("/costs");
  await expect(page.getByText("History is not being written")).toBeVisible();
  await expect(page.getByText("Another program has locked the database")).toBeVisible();

  await page.goto("/");
  await expect(tileOf(page, "train-llama-7")).toContainText("8 of 8 nodes ok");
  const before = await readFleet(request);
  await expect
    .poll(async () => (await readFleet(request)).accounts.map(({ lastSuccessAt }) => lastSuccessAt))
    .not.toEqual(before.accounts.map(({ lastSuccessAt }) => lastSuccessAt));
  await expect
    .poll(async () => (await readFleet(request)).accounts.map(({ state }) => state))
    .toEqual(providers.map(() => "ok"));

  other.exec("rollback");
  other.close();
  await expect.poll(async () => (await readCosts(request)).history.problem).toBeNull();
  await page.goto("/costs");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Burning");
  await expect(page.getByText("History is not being written")).toHaveCount(0);
});

test("a restarted server shows the last readings at once, with their age, before any provider has answered", async ({
  page,
  request,
  fleet,
  app,
}) => {
  const isRead = async () => (await readFleet(request)).accounts.every(({ state }) => state === "ok");
  await expect.poll(isRead).toBe(true);
  const before = await readFleet(request);
  await expect.poll(async () => (await readCosts(request)).runRateUsdMicrosPerHour).toBeGreaterThan(0);
  await app.stop();
  for (const { id } of providers) fleet.setFault(id, "hang");
  const restarted = await app.startAgain();
  try {
    const after = await readFleet(request);
    expect(after.clusters.map(({ id }) => id).sort()).toEqual(before.clusters.map(({ id }) => id).sort());
    expect(after.accounts.map(({ lastSuccessAt }) => lastSuccessAt)).not.toContain(null);
    await page.goto("/");
    await expect(tileOf(page, "train-llama-7")).toContainText(/(late|STALE) \d+ (s|min)/);
    // Stale after 35 s at the earliest, however often the accounts are read.
    await expect(page.locator("article[data-mark=healthy]")).toHaveCount(0);
  } finally {
    await restarted.stop();
  }
});

test("a store that a newer version has written is refused with a sentence, and left alone", async ({
  request,
  app,
}) => {
  await expect.poll(async () => (await readCosts(request)).history.since).not.toBeNull();
  await app.stop();
  const database = new BetterSqlite(join(app.dataDir, "clusterdeck.sqlite"));
  database.exec("update schema_version set version = 99");
  database.close();
  const { status, stderr } = spawnSync(process.execPath, ["scripts/serve.mjs"], {
    env: { ...process.env, PORT: new URL(app.url).port, CLUSTERDECK_DATA_DIR: app.dataDir, CLUSTERDECK_DEMO: "off" },
    encoding: "utf8",
  });
  expect(stderr).toContain("Start the newer Clusterdeck that wrote it");
  expect(status).toBe(1);
});
