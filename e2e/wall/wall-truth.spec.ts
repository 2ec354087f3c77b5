import { expect, type Page } from "@playwright/test";
import type { Costs } from "@/lib/contract/costs";
import type { Account, Fleet } from "@/lib/contract/fleet";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { exampleAccount } from "@/lib/testing/example-fleet";
import { sharedTest } from "../support/app";
import { faultsOf } from "./wall-audit";
import { CALM_FLEET, COSTS, NOW } from "./wall-example";
import { startWallFleet } from "./wall-fleet";
import { expectLiving, keepScreenOn } from "./wall-page";

sharedTest.use({ viewport: { width: 1_280, height: 720 }, timezoneId: "UTC" });

sharedTest.beforeEach(({ context }) => keepScreenOn(context));

/** What the server answers from now on; with `costs: null`, it does not answer. */
async function answerWith(page: Page, { fleet = CALM_FLEET, costs = COSTS }: { fleet?: Fleet; costs?: Costs | null }) {
  await page.unrouteAll();
  const headers = { "X-Server-Time": new Date(NOW).toISOString() };
  await page.route("**/api/clusters", (route) => route.fulfill({ json: fleet, headers }));
  await page.route("**/api/costs?*", (route) => (costs ? route.fulfill({ json: costs, headers }) : route.abort()));
}

async function expectFits(page: Page): Promise<void> {
  for (const size of [
    { width: 1_280, height: 720 },
    { width: 720, height: 1_280 },
  ]) {
    await page.setViewportSize(size);
    await expect.poll(() => faultsOf(page), JSON.stringify(size)).toEqual([]);
  }
}

sharedTest(
  "where some clusters tell nothing of their health, the wall does not say that all is well",
  async ({ page }) => {
    const clusters = CALM_FLEET.clusters.map((cluster) => ({ ...cluster, health: "unknown" as const }));
    await answerWith(page, { fleet: { ...CALM_FLEET, clusters } });
    await page.goto("/wall?views=problems");
    const view = page.getByRole("region", { name: "Problems" });
    await expect(view).toContainText(`Nothing needs attention${clusters.length} of unknown health`);
    await expect(page.locator("main [data-mark=healthy]")).toHaveCount(0);
    await expectFits(page);
  },
);

sharedTest("a suspended account is a problem in the headline and in the view of problems", async ({ page }) => {
  const account: Account = {
    ...exampleAccount,
    billing: {
      ...{
        usdMicrosBalance: null,
        balanceEndsAt: null,
        suspension: "The last payment failed.",
        quotas: [],
        clustersWithoutRate: 0,
      },
      readAt: "2026-11-20T14:59:00.000Z",
    },
  };
  await answerWith(page, { fleet: { ...CALM_FLEET, accounts: [account] } });
  await page.goto("/wall?views=problems");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("1 account suspended");
  await expectLiving(page);
  await expect(page.getByRole("article")).toHaveText(/Suspended.*Shadeform.*The last payment failed\./);
  await expectFits(page);
});

sharedTest("more failing accounts than there are tiles for are listed, where none has clusters", async ({ page }) => {
  const accounts = Array.from(
    { length: 40 },
    (_, index): Account => ({
      ...exampleAccount,
      ...{ id: `account-${index}`, label: `Account ${index}`, state: "failing" },
      problem: { code: "auth", detail: "The key was refused.", since: "2026-11-20T14:00:00.000Z" },
    }),
  );
  await answerWith(page, { fleet: { ...CALM_FLEET, accounts, clusters: [] } });
  await page.goto("/wall?views=fleet");
  await expect(page.getByRole("article").first()).toContainText(/Account \d+.*Cannot be read/);
  await expect(page.getByText(/and \d+ more problems/)).toBeVisible();
  await expect(page.getByText("with an empty list")).toHaveCount(0);
  await expectFits(page);
});

/** Advances the page's clock by this much. */
async function pass(page: Page, milliseconds: number): Promise<void> {
  await page.clock.fastForward(milliseconds);
  await page.clock.runFor(2_000);
}

const figure = (page: Page, term: string | RegExp) =>
  page.locator("main header dl > div").filter({ has: page.getByText(term) });

sharedTest("costs that are no longer answered keep their date, even after midnight", async ({ page }) => {
  await page.clock.install({ time: NOW });
  await answerWith(page, {});
  await page.goto("/wall?views=costs&zone=UTC");
  await expect(figure(page, "Today")).toHaveText("Today$18,240");
  await expect(page.getByText("Last 24 hours")).toBeVisible();

  await answerWith(page, { costs: null });
  await expect(async () => {
    await pass(page, 60_000);
    await expect(figure(page, "Today, at 15:00")).toHaveText(/was \$18,240/, { timeout: 1_000 });
  }).toPass();
  await expect(figure(page, "Month, of $750K, at 15:00")).toHaveText(/was \$402,600/);
  await expect(page.getByText("The server has not sent costs since: these figures are from 15:00")).toBeVisible();
  await expect(page.getByRole("figure")).toBeVisible();
  await expectFits(page);

  await page.unrouteAll();
  await page.route("**/api/*", (route) => route.abort());
  await pass(page, 10 * HOUR_MS);
  await expect(figure(page, "Today, at 20 Nov, 15:00")).toHaveText(/was \$18,240/);
  await page.setViewportSize({ width: 1_280, height: 720 });
  await expect(page.getByRole("figure")).toBeVisible();
});

sharedTest("while history is not being written, costs show when it last was", async ({ page }) => {
  const problem = { cause: "storage" as const, detail: "The disk is full.", since: "2026-11-20T09:30:00.000Z" };
  await answerWith(page, { costs: { ...COSTS, history: { since: COSTS.from, problem } } });
  await page.goto("/wall?views=costs&zone=UTC");
  await expect(figure(page, "Today, at 09:30")).toHaveText(/was \$18,240/);
  await expect(page.getByText("History is not being written: these figures are from 09:30")).toBeVisible();
  await expect(page.getByText("24 hours to 09:30")).toBeVisible();
  await expectFits(page);
});

sharedTest("clusters without a price are counted beside the sums, and never drawn as zero", async ({ page }) => {
  const partly = { unpricedClusterHours: 211.5 };
  const costs: Costs = { ...COSTS, today: { ...COSTS.today, ...partly }, month: { ...COSTS.month, ...partly } };
  await answerWith(page, { costs });
  await page.goto("/wall?views=costs&zone=UTC");
  await expect(figure(page, "Today, 212 h unpriced")).toHaveText(/\$18,240/);
  await expect(figure(page, "Month, of $750K, 212 h unpriced")).toHaveText(/\$402,600/);
  await expect(page.getByText("By the month’s end, at this rate, 212 h unpriced")).toBeVisible();
  await expectFits(page);

  const none = { ...partly, usdMicros: usdMicros(0) };
  const rate = COSTS.rate.map((step) => ({ ...step, usdMicrosPerHour: usdMicrosPerHour(0) }));
  await page.setViewportSize({ width: 1_280, height: 720 });
  await answerWith(page, {
    costs: {
      ...{ ...costs, rate, totalUsdMicros: usdMicros(0), unpricedClusterHours: 212, budget: null },
      ...{ today: { ...costs.today, ...none }, month: { ...costs.month, ...none } },
    },
  });
  await page.goto("/wall?views=costs&zone=UTC");
  await expect(page.getByText("No price is known", { exact: true })).toBeVisible();
  await expect(page.getByText("212 cluster hours without a price")).toBeVisible();
  await expect(page.getByRole("figure")).toHaveCount(0);
  await expectFits(page);
});

sharedTest(
  "a tile's cost today is for the day in the billing time zone, whatever the screen's own",
  async ({ page }) => {
    const billingTimeZone = "Pacific/Auckland";
    const clusters = CALM_FLEET.clusters.slice(0, 1);
    await answerWith(page, {
      fleet: { ...CALM_FLEET, billingTimeZone, clusters },
      costs: { ...COSTS, billingTimeZone },
    });
    await page.goto("/wall?views=fleet&zone=America/New_York");
    // Midnight in Auckland was four hours ago.
    await expectLiving(page);
    await expect(page.getByRole("article")).toContainText("$181.12/h$724.48 today");
    await expect(page.getByText("Today in Auckland")).toBeVisible();
    await expectFits(page);
  },
);

sharedTest(
  "a screen that was refused from the beginning says so all the time, also while it asks again",
  async ({ page }) => {
    await page.clock.install();
    const json = { code: "unauthenticated", detail: "Sign in to see this." };
    await page.route("**/api/clusters", (route) => route.fulfill({ status: 401, json }));
    await page.goto("/wall");
    const heading = page.getByRole("heading", { level: 1 });
    await expect(heading).toHaveText("This screen’s sign-in has ended");
    await page.unrouteAll();
    await page.route("**/api/clusters", () => {});
    const asked = page.waitForRequest("**/api/clusters");
    await page.clock.runFor(61_000);
    await asked;
    await page.clock.runFor(1_000);
    await expect(heading).toHaveText("This screen’s sign-in has ended");
    await expect(page.getByText("Reading the fleet")).toHaveCount(0);
  },
);

sharedTest("what holds the screen still holds it after the page has reloaded", async ({ page }) => {
  await using fleet = await startWallFleet({ clusters: 6 });
  await page.goto(`${fleet.app.url}/wall?views=fleet,costs`);
  const view = page.locator("main [data-view]");
  await expect(view).toHaveAttribute("data-view", /fleet|costs/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("6 of 6 reporting");
  fleet.setStatus(2, "error");
  await expect(view).toHaveAttribute("data-view", "problems");
  await page.reload();
  await expect(view).toHaveAttribute("data-view", "problems");
  await expect(page.getByRole("list", { name: /with problems/ }).getByRole("listitem")).toHaveCount(1);
});
