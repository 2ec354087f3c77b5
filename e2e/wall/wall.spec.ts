import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { expectFitsEveryScreen, faultsOf, SCREENS, typeSizes } from "./wall-audit";
import { startWallFleet, watchErrors } from "./wall-fleet";

const VIEWS = ["fleet", "problems", "costs", "nodes"] as const;

const nameOf = (index: number) => (index % 3 === 0 ? `llama-4-pretrain-production-us-east-${index}` : `run-${index}`);

/** From 6 clusters on something is wrong, in large fleets with many at once. */
function statusIn(clusters: number, index: number): string {
  if (clusters >= 6 && index === 1) return "pending";
  const broken = clusters >= 100 ? clusters * 0.3 : clusters >= 6 ? 1 : 0;
  return index < broken ? "error" : "active";
}

async function waitForClusters(page: Page, url: string, clusters: number): Promise<void> {
  const reporting = async () => (await (await page.request.get(`${url}/api/clusters`)).json()).totals.reporting;
  await expect.poll(reporting, { timeout: 60_000 }).toBe(clusters);
}

async function openWall(page: Page, url: string, search = ""): Promise<void> {
  await page.goto(`${url}/wall${search}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Oldest reading")).toBeVisible();
  await expect(page.getByText("…", { exact: true })).toHaveCount(0);
}

const view = (page: Page) => page.locator("main [data-view]");

for (const clusters of [0, 1, 6, 12, 24, 100, 1_000]) {
  test(`${clusters} clusters fit every screen in every view, in type that is read across the room`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const errors = watchErrors(page);
    await using fleet = await startWallFleet({
      clusters,
      nodesPerCluster: clusters > 100 ? 10 : 8,
      nameOf,
      statusOf: (index) => statusIn(clusters, index),
    });
    await waitForClusters(page, fleet.app.url, clusters);
    for (const shown of VIEWS) {
      await openWall(page, fleet.app.url, `?views=${shown}`);
      if (clusters > 0) await expect(view(page)).toHaveAttribute("data-view", shown);
      if (shown === "costs" && clusters > 0) await expect(page.getByRole("figure")).toBeVisible();
      for (const screen of SCREENS) {
        await page.setViewportSize(screen);
        const where = `${shown}, ${screen.width} × ${screen.height}`;
        await expect.poll(async () => (await typeSizes(page)).smallest, `smallest type: ${where}`).toBeCloseTo(3, 1);
        await expect.poll(() => faultsOf(page), where).toEqual([]);
        const sizes = await typeSizes(page);
        expect(sizes.smallest, where).toBeGreaterThanOrEqual(2.999);
        expect(sizes.smallestValue, where).toBeGreaterThanOrEqual(4.999);
        expect(sizes.headline, where).toBeGreaterThanOrEqual(4.999);
        if (screen.width > screen.height && clusters < 100) expect(sizes.headline, where).toBeCloseTo(11, 1);
      }
    }
    expect(errors).toEqual([]);
  });
}

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

test("larger type is asked for by the address, and everything still fits", async ({ page }) => {
  test.setTimeout(300_000);
  await using fleet = await startWallFleet({
    clusters: 12,
    nameOf,
    statusOf: (index) => (index < 3 ? "error" : "active"),
  });
  await waitForClusters(page, fleet.app.url, 12);
  for (const [asked, scale] of [
    [0.5, 1],
    [1.3, 1.3],
    [1.7, 1.7],
    [3, 2],
  ] as const) {
    for (const shown of VIEWS) {
      await openWall(page, fleet.app.url, `?views=${shown}&scale=${asked}`);
      for (const screen of SCREENS) {
        await page.setViewportSize(screen);
        const where = `${shown} × ${asked}, ${screen.width} × ${screen.height}`;
        // An upright screen has room for no more than this.
        const drawn = Math.min(scale, ((screen.width / screen.height) * 100) / 46);
        await expect.poll(async () => (await typeSizes(page)).smallest, where).toBeCloseTo(3 * drawn, 1);
        await expect.poll(() => faultsOf(page), where).toEqual([]);
      }
    }
  }
});

test("without its server the wall fits every screen with its banner, before which the note that the screen may sleep gives way", async ({
  context,
}) => {
  test.setTimeout(300_000);
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "wakeLock", { value: undefined }));
  await using fleet = await startWallFleet({ clusters: 12, nameOf, statusOf: (index) => statusIn(12, index) });
  await waitForClusters(context.pages()[0] ?? (await context.newPage()), fleet.app.url, 12);
  const walls: { page: Page; what: string }[] = [];
  for (const shown of VIEWS) {
    for (const scale of shown === "fleet" ? [1, 1.3, 2] : [1, 2]) {
      const page = await context.newPage();
      await openWall(page, fleet.app.url, `?views=${shown}&scale=${scale}`);
      if (shown === "costs") await expect(page.getByRole("figure")).toBeVisible();
      await expect(page.getByText("Switch off this screen’s sleep")).toBeVisible();
      walls.push({ page, what: `${shown} × ${scale}` });
    }
  }
  process.kill(fleet.app.pid, "SIGKILL");
  for (const { page, what } of walls) {
    await page.bringToFront();
    await expect(page.getByText("What you see is from then")).toBeVisible();
    await expect(page.getByText("Switch off this screen’s sleep")).toHaveCount(0);
    // The scale gives way to the banner, and on an upright screen the picture does.
    await expectFitsEveryScreen(page, what, { uprightWithin: "[role=alert]" });
  }
});

test("the worst stands first, with its reason, and what nobody hears of is old for all to see", async ({ page }) => {
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
  await expect(tiles.nth(1)).toContainText(/Was running.*STALE \d+ s.*was \$/);
  await expect(page.locator("article[data-mark=healthy]")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("None of 6 clusters is reporting");
  expect(await faultsOf(page)).toEqual([]);
  expect(errors.filter((error) => !error.includes("Failed to load resource"))).toEqual([]);
});

test("views take turns by themselves; what goes down takes the screen, and holds it until it is long over", async ({
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
  await expect(view(page)).toHaveAttribute("data-view", "fleet");
  await step(20_000);
  await expect(view(page)).toHaveAttribute("data-view", "costs");
  await step(20_000);
  await expect(view(page)).toHaveAttribute("data-view", "nodes");

  fleet.setStatus(2, "error");
  await expect(async () => {
    await step(5_000);
    await expect(view(page)).toHaveAttribute("data-view", "problems", { timeout: 500 });
  }).toPass();
  await expect(page.getByRole("list", { name: /with problems/ }).getByRole("listitem")).toContainText(/Error.*run-2/);
  await step(60_000);
  await expect(view(page)).toHaveAttribute("data-view", "problems");

  fleet.setStatus(2, "active");
  await expect(async () => {
    await step(5_000);
    await expect(page.getByText("All is well")).toBeVisible({ timeout: 500 });
  }).toPass();
  // From the next tick on it counts as gone.
  await step(1_000);
  await expect(view(page)).toHaveAttribute("data-view", "problems");
  await step(100_000);
  await expect(view(page)).toHaveAttribute("data-view", "problems");
  await expect(async () => {
    await step(10_000);
    await expect(view(page)).toHaveAttribute("data-view", "fleet", { timeout: 500 });
  }).toPass();
});

test("without clusters the wall says why", async ({ page }) => {
  await using fleet = await startWallFleet({ clusters: 0 });
  await waitForClusters(page, fleet.app.url, 0);
  await openWall(page, fleet.app.url);
  await expect(page.getByText("There are no clusters at present")).toBeVisible();
  fleet.setFault("401");
  await expect(page.getByRole("article")).toContainText(/Cannot be read.*Shadeform/);
  expect(await faultsOf(page)).toEqual([]);
});

test("every view has contrast enough, in both themes", async ({ page }) => {
  test.setTimeout(240_000);
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
