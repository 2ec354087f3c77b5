import { renameSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import type { Settings } from "@/lib/contract/settings";
import { providers } from "@/lib/server/providers/registry";
import { variablesOf } from "@/lib/server/providers/settings";
import { type AppProcess, startAppProcess } from "../support/app-process";
import { type ServedFleet, serveFleet } from "../support/served-fleet";
import { tileOf } from "../support/tile";

// A variable that is set to nothing counts as not set.
const NO_KEYS = Object.fromEntries(providers.flatMap(variablesOf).map((name) => [name, ""]));
const PASSWORD = "correct horse battery";

interface Started {
  app: AppProcess;
  fleet: ServedFleet;
  folder: string;
}

async function withApp(
  environment: (folder: string) => Record<string, string>,
  run: (started: Started) => Promise<void>,
) {
  await using fleet = await serveFleet();
  const folder = await mkdtemp(join(tmpdir(), "clusterdeck-e2e-"));
  const app = await startAppProcess({
    ...{ ...NO_KEYS, CLUSTERDECK_DATA_DIR: join(folder, "data"), CLUSTERDECK_POLL_INTERVAL_MS: "1000" },
    ...{ CLUSTERDECK_REQUESTS_PER_MINUTE: "10000", CLUSTERDECK_PROVIDER_RANGES: "127.0.0.0/8" },
    ...environment(folder),
  });
  try {
    await run({ app, fleet, folder });
  } finally {
    await app.stop();
    await rm(folder, { recursive: true });
  }
}

/** The settings with which an account reads the fake of Shadeform. */
function shadeform({ environment }: ServedFleet) {
  return { apiKey: environment.SHADEFORM_API_KEY, baseUrl: environment.SHADEFORM_BASE_URL };
}

async function fleetOf(page: Page, url: string): Promise<Fleet> {
  return (await page.request.get(`${url}/api/clusters`)).json();
}

test("the way from the demo to one's own fleet: the printed code, the first admin, a key, and the fleet, without a restart", async ({
  page,
  context,
}) => {
  await withApp(
    () => ({}),
    async ({ app, fleet }) => {
      const { url } = app;
      const bystander = await context.browser()?.newPage();
      await bystander?.goto(url);
      await page.goto(url);
      await expect(tileOf(page, "train-llama-7")).toBeVisible();
      const code = /become its admin with this code: (\S+)/.exec(app.output())?.[1] ?? "";

      await page.goto(`${url}/settings/accounts/new`);
      await page.waitForURL("**/setup");
      await page.goto(url);
      await page.getByRole("button", { name: /^Demo fleet/ }).click();
      await page.getByRole("link", { name: "Become the first admin" }).click();
      await page.getByLabel("Code").fill("AAAA-AAAA-AAAA-AAAA-AAAA");
      await page.getByLabel("Your name").fill("Ada");
      await page.getByLabel("E-mail").fill("ada@example.org");
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Become admin" }).click();
      await expect(page.getByText("This is not the setup code")).toBeVisible();
      expect((await fleetOf(page, url)).demo).toBe(true);
      await page.getByLabel("Code").fill(code);
      await page.getByRole("button", { name: "Become admin" }).click();
      await page.waitForURL("**/settings/accounts/new");
      expect(await fleetOf(page, url)).toMatchObject({ demo: false, accounts: [], clusters: [] });
      // Whoever still looks at the demo is asked to sign in.
      await bystander?.waitForURL("**/login**");
      await page.goto(url);
      await expect(page.getByRole("heading", { name: "Connect your first account" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Add an account" })).toBeVisible();

      const added = await page.request.post(`${url}/api/accounts`, {
        headers: { Origin: url },
        data: { provider: "shadeform", label: "Research", settings: shadeform(fleet) },
      });
      expect([added.status(), await added.text()]).toEqual([201, expect.stringContaining('"research"')]);
      await expect(page.getByRole("button", { name: /^Research / })).toBeVisible();
      await expect.poll(async () => (await fleetOf(page, url)).clusters.length).toBeGreaterThan(0);

      const change = (data: object) =>
        page.request.patch(`${url}/api/accounts/research`, { headers: { Origin: url }, data });
      expect((await change({ paused: true })).status()).toBe(200);
      const paused = await fleetOf(page, url);
      expect(paused.accounts[0]).toMatchObject({
        ...{ state: "paused", pausedBy: "ada@example.org", nextAttemptAt: null },
        problem: { code: "paused", detail: expect.stringContaining("Paused by ada@example.org") },
      });
      await expect(page.getByText("Paused by ada@example.org").first()).toBeVisible();
      const refused = await page.request.post(`${url}/api/accounts/research/refresh`, { headers: { Origin: url } });
      expect([refused.status(), (await refused.json()).detail]).toEqual([409, expect.stringContaining("Resume it")]);
      expect((await change({ paused: false })).status()).toBe(200);
      await expect.poll(async () => (await fleetOf(page, url)).accounts[0]?.state).toBe("ok");

      expect((await change({ retired: true })).status()).toBe(200);
      expect(await fleetOf(page, url)).toMatchObject({ accounts: [], clusters: [], demo: false });
      const costs = await (await page.request.get(`${url}/api/costs?groupBy=account&bucket=day`)).json();
      expect(costs.series).toEqual([expect.objectContaining({ label: "Research (retired)", retired: true })]);
      expect(costs.runRateUsdMicrosPerHour).toBe(0);
      const csv = await (await page.request.get(`${url}/api/costs/export?format=csv`)).text();
      expect(csv).toContain("Research (retired)");

      await app.stop();
      const again = await app.startAgain();
      try {
        expect(await fleetOf(page, url)).toMatchObject({ accounts: [], demo: false });
        expect((await change({ retired: false })).status()).toBe(200);
        await expect.poll(async () => (await fleetOf(page, url)).accounts[0]?.state).toBe("ok");
        expect((await fleetOf(page, url)).clusters.map(({ id }) => id)).toEqual(paused.clusters.map(({ id }) => id));
      } finally {
        await again.stop();
      }
    },
  );
});

test("clusterdeck.yaml counts as soon as it is saved or replaced, and a mistake in it leaves the last good one in force", async ({
  page,
}) => {
  const pathIn = (folder: string) => join(folder, "clusterdeck.yaml");
  await withApp(
    (folder) => {
      writeFileSync(pathIn(folder), "accounts: []\n");
      return { CLUSTERDECK_CONFIG: pathIn(folder), CLUSTERDECK_DEMO: "off", CLUSTERDECK_AUTH: "off" };
    },
    async ({ app, fleet, folder }) => {
      const { url } = app;
      const labels = async () => (await fleetOf(page, url)).accounts.map(({ label }) => label);
      const configuration = async () =>
        ((await (await page.request.get(`${url}/api/settings`)).json()) as Settings).configuration;
      const save = (contents: object) => writeFileSync(pathIn(folder), JSON.stringify(contents));
      const account = { id: "one", provider: "shadeform", label: "One", ...shadeform(fleet) };
      await page.goto(url);
      await expect(page.getByRole("heading", { name: "Connect your first account" })).toBeVisible();

      save({ accounts: [account], budgets: [{ usdPerMonth: 7 }] });
      await expect.poll(labels).toEqual(["One"]);
      await expect(page.getByRole("button", { name: /^One / })).toBeVisible();
      const costs = async () => (await page.request.get(`${url}/api/costs?bucket=day`)).json();
      expect((await costs()).budget).toMatchObject({ usdMicros: 7_000_000 });

      save({ accounts: [{ ...account, apiKeys: "no" }] });
      await expect
        .poll(async () => (await configuration()).mistakes)
        .toEqual([
          { where: expect.stringContaining("clusterdeck.yaml:1"), message: expect.stringContaining("apiKeys") },
        ]);
      expect(await labels()).toEqual(["One"]);
      expect(app.output()).toContain("the one before stays in force");
      await page.goto(`${url}/settings`);
      await expect(page.getByText(/so the one before stays in force/)).toBeVisible();

      // As editors save: another file takes its place.
      writeFileSync(
        join(folder, "new"),
        JSON.stringify({ accounts: [{ ...account, label: "Two" }], timeZone: "Asia/Tokyo" }),
      );
      renameSync(join(folder, "new"), pathIn(folder));
      await expect.poll(labels).toEqual(["Two"]);
      expect(await configuration()).toMatchObject({ mistakes: [], needsRestart: ["timeZone"], file: pathIn(folder) });

      const { readAt } = await configuration();
      process.kill(app.pid, "SIGHUP");
      await expect.poll(async () => (await configuration()).readAt).not.toBe(readAt);
      expect(await labels()).toEqual(["Two"]);
    },
  );
});
