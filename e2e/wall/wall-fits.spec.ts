import { expect, type Page, test } from "@playwright/test";
import { TEST_ALL } from "../support/test-all";
import { expectFitsEveryScreen, faultsOf, SCREENS, typeSizes } from "./wall-audit";
import { startWallFleet, watchErrors } from "./wall-fleet";
import { keepScreenOn, nameOf, openWall, statusIn, VIEWS, viewOn, waitForClusters } from "./wall-page";

test.beforeEach(({ context }) => keepScreenOn(context));

/** No clusters, as many as there are tiles for, and more. */
const FLEETS = TEST_ALL ? [0, 1, 6, 12, 24, 100, 1_000] : [0, 24, 100];
/** The scale that the URL asks for, and the one that is drawn. */
const SCALES: readonly (readonly [asked: number, drawn: number])[] = TEST_ALL
  ? [
      [0.5, 1],
      [1.3, 1.3],
      [1.7, 1.7],
      [3, 2],
    ]
  : [
      [0.5, 1],
      [3, 2],
    ];

for (const clusters of FLEETS) {
  test(`${clusters} clusters fit every screen in every view, in type that is read across the room`, async ({
    page,
  }) => {
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
      if (clusters > 0) await expect(viewOn(page)).toHaveAttribute("data-view", shown);
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

test("the address can ask for larger type, and everything still fits", async ({ page }) => {
  await using fleet = await startWallFleet({
    clusters: 12,
    nameOf,
    statusOf: (index) => (index < 3 ? "error" : "active"),
  });
  await waitForClusters(page, fleet.app.url, 12);
  for (const [asked, scale] of SCALES) {
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

test("without its server the wall fits every screen with its banner, which replaces the note that the screen may sleep", async ({
  context,
}) => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "wakeLock", { value: undefined }));
  await using fleet = await startWallFleet({ clusters: 12, nameOf, statusOf: (index) => statusIn(12, index) });
  await waitForClusters(context.pages()[0] ?? (await context.newPage()), fleet.app.url, 12);
  const walls: { page: Page; what: string }[] = [];
  for (const shown of VIEWS) {
    for (const scale of TEST_ALL ? [1, 1.3, 2] : [2]) {
      const page = await context.newPage();
      await openWall(page, fleet.app.url, `?views=${shown}&scale=${scale}`);
      if (shown === "costs") await expect(page.getByRole("figure")).toBeVisible();
      await expect(page.getByText("Turn off sleep on this screen")).toBeVisible();
      walls.push({ page, what: `${shown} × ${scale}` });
    }
  }
  process.kill(fleet.app.pid, "SIGKILL");
  for (const { page, what } of walls) {
    await page.bringToFront();
    await expect(page.getByText("What you see is from then")).toBeVisible();
    await expect(page.getByText("Turn off sleep on this screen")).toHaveCount(0);
    // The scale gives way to the banner; on a portrait screen, the picture does.
    await expectFitsEveryScreen(page, what, { uprightWithin: "[role=alert]" });
  }
});
