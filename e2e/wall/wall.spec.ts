import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { pauseClock } from "../support/page-clock";
import { faultsOf } from "./wall-audit";
import { startWallFleet, watchErrors } from "./wall-fleet";
import { expectLiving, keepScreenOn, nameOf, openWall, statusIn, VIEWS, viewOn, waitForClusters } from "./wall-page";

test.beforeEach(({ context }) => keepScreenOn(context));

test("tiles get smaller with the fleet, and a map with the list of problems takes their place", async ({ page }) => {
  await page.setViewportSize({ width: 1_920, height: 1_080 });
  await using fleet = await startWallFleet({ clusters: 24, nameOf });
  await waitForClusters(page, fleet.app.url, 24);
  await openWall(page, fleet.app.url, "?views=fleet");
  await expect(page.getByRole("list", { name: "Clusters" }).getByRole("listitem")).toHaveCount(24);
  await expect(page.getByRole("img")).toHaveCount(0);

  const statusOf = (index: number) => (index === 7 ? "error" : "active");
  await using larger = await startWallFleet({ clusters: 100, nameOf, statusOf });
  await waitForClusters(page, larger.app.url, 100);
  await openWall(page, larger.app.url, "?views=fleet");
  await expect(page.getByRole("img", { name: "Map of 800 nodes in 100 clusters" })).toBeVisible();
  const problems = page.getByRole("list", { name: "Clusters and accounts with problems" }).getByRole("listitem");
  await expect(problems).toHaveCount(1);
  await expect(problems).toContainText("run-7");
});

test("the worst comes first, with its reason, and clusters without readings visibly age", async ({ page }) => {
  const errors = watchErrors(page);
  await page.setViewportSize({ width: 1_920, height: 1_080 });
  await using fleet = await startWallFleet({
    clusters: 6,
    nameOf,
    statusOf: (index) => (index === 4 ? "error" : "active"),
  });
  await waitForClusters(page, fleet.app.url, 6);
  await page.clock.install();
  await openWall(page, fleet.app.url, "?views=fleet");
  const tiles = page.getByRole("list", { name: "Clusters" }).getByRole("listitem");
  await expect(tiles.first()).toContainText(/Error.*run-4.*run-4 is in error/);
  await expect(tiles.nth(1)).toContainText("8 of 8 nodes ok");

  process.kill(fleet.app.pid, "SIGKILL");
  await page.clock.fastForward(15_000);
  await expect(tiles.nth(1)).toContainText(/late \d+ s/);
  await expect(page.locator("main header")).toContainText(/late \d+ s/);
  expect(await faultsOf(page)).toEqual([]);
  await page.clock.fastForward(21_000);
  await expect(tiles.nth(1)).toContainText(/Was running.*STALE \d+ (s|min).*was \$/);
  await expect(page.locator("article[data-mark=healthy]")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("None of 6 clusters is reporting");
  expect(await faultsOf(page)).toEqual([]);
  expect(errors.filter((error) => !error.includes("Failed to load resource"))).toEqual([]);
});

test("views rotate by themselves; a cluster that goes down takes over the screen, and holds it until long after", async ({
  page,
}) => {
  await using fleet = await startWallFleet({ clusters: 6, nameOf });
  await waitForClusters(page, fleet.app.url, 6);
  await page.clock.install();
  await openWall(page, fleet.app.url, "?views=fleet,costs,nodes&dwell=20");
  const step = async (milliseconds: number) => {
    await page.clock.fastForward(milliseconds);
    await page.clock.runFor(2_000);
  };
  await expect(viewOn(page)).toHaveAttribute("data-view", "fleet");
  await step(20_000);
  await expect(viewOn(page)).toHaveAttribute("data-view", "costs");
  await step(20_000);
  await expect(viewOn(page)).toHaveAttribute("data-view", "nodes");

  fleet.setStatus(2, "error");
  await expect(viewOn(page)).toHaveAttribute("data-view", "problems");
  await expect(page.getByRole("list", { name: /with problems/ }).getByRole("listitem")).toContainText(/Error.*run-2/);
  await step(60_000);
  await expect(viewOn(page)).toHaveAttribute("data-view", "problems");

  fleet.setStatus(2, "active");
  await expect(page.getByText("All is well")).toBeVisible();
  await pauseClock(page);
  // It counts as gone from the next tick on.
  await step(1_000);
  await expect(viewOn(page)).toHaveAttribute("data-view", "problems");
  await step(100_000);
  await expect(viewOn(page)).toHaveAttribute("data-view", "problems");
  await expect(async () => {
    await step(10_000);
    await expect(viewOn(page)).toHaveAttribute("data-view", "fleet", { timeout: 5_000 });
  }).toPass();
});

test("without clusters the wall says why", async ({ page }) => {
  await using fleet = await startWallFleet({ clusters: 0 });
  await waitForClusters(page, fleet.app.url, 0);
  await openWall(page, fleet.app.url);
  await expect(page.getByText("There are no clusters right now")).toBeVisible();
  fleet.setFault("401");
  await expectLiving(page);
  await expect(page.getByRole("article")).toContainText(/Cannot be read.*Shadeform/);
  expect(await faultsOf(page)).toEqual([]);
});

test("every view has enough contrast, in both themes", async ({ page }) => {
  await page.setViewportSize({ width: 1_920, height: 1_080 });
  await using fleet = await startWallFleet({ clusters: 12, nameOf, statusOf: (index) => statusIn(12, index) });
  await waitForClusters(page, fleet.app.url, 12);
  const contrastFaults = async () => {
    const { violations } = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`));
  };
  for (const theme of ["dark", "light"]) {
    for (const shown of VIEWS) {
      await openWall(page, fleet.app.url, `?views=${shown}&theme=${theme}`);
      expect(await contrastFaults(), `${shown}, ${theme}`).toEqual([]);
    }
  }
  await page.clock.install();
  await openWall(page, fleet.app.url, "?views=fleet&theme=light");
  process.kill(fleet.app.pid, "SIGKILL");
  await page.clock.fastForward(40_000);
  await expect(page.getByRole("listitem").first()).toContainText("STALE");
  expect(await contrastFaults()).toEqual([]);
});
