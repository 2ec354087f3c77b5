import { expect, type Page } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import { sharedTest } from "../support/app";
import { CALM_FLEET, COSTS, NOW, TROUBLED_FLEET } from "./wall-example";
import { keepScreenOn } from "./wall-page";

// Pictures of one moment: the page's clock stands still, and the answers are always the same. The page brings its own font; small
// differences at the edges of letters, as between versions of Chromium, are tolerated.
sharedTest.use({
  viewport: { width: 1_280, height: 720 },
  timezoneId: "UTC",
  contextOptions: { reducedMotion: "reduce" },
});

sharedTest.beforeEach(({ context }) => keepScreenOn(context));

const PICTURES: readonly { name: string; search: string; fleet: Fleet; laterMs?: number; isUpright?: true }[] = [
  { name: "fleet-dark", search: "?views=fleet", fleet: TROUBLED_FLEET },
  { name: "fleet-light", search: "?views=fleet&theme=light", fleet: TROUBLED_FLEET },
  { name: "fleet-upright", search: "?views=fleet", fleet: TROUBLED_FLEET, isUpright: true },
  { name: "fleet-demo", search: "?views=fleet", fleet: { ...CALM_FLEET, demo: true } },
  { name: "fleet-late", search: "?views=fleet", fleet: TROUBLED_FLEET, laterMs: 50_000 },
  { name: "fleet-stale", search: "?views=fleet", fleet: TROUBLED_FLEET, laterMs: 400_000 },
  { name: "problems-dark", search: "?views=problems", fleet: TROUBLED_FLEET },
  { name: "problems-light", search: "?views=problems&theme=light", fleet: TROUBLED_FLEET },
  { name: "calm-dark", search: "?views=problems", fleet: CALM_FLEET },
  { name: "calm-light", search: "?views=problems&theme=light", fleet: CALM_FLEET },
  { name: "costs-dark", search: "?views=costs", fleet: TROUBLED_FLEET },
  { name: "costs-light", search: "?views=costs&theme=light", fleet: TROUBLED_FLEET },
  { name: "nodes-dark", search: "?views=nodes", fleet: TROUBLED_FLEET },
  { name: "nodes-light", search: "?views=nodes&theme=light", fleet: TROUBLED_FLEET },
];

async function answerWith(page: Page, fleet: Fleet, now: number): Promise<void> {
  const headers = { "X-Server-Time": new Date(now).toISOString() };
  await page.route("**/api/clusters", (route) => route.fulfill({ json: fleet, headers }));
  await page.route("**/api/costs?*", (route) => route.fulfill({ json: COSTS, headers }));
}

sharedTest("every view and state of the wall looks as it did", async ({ page }) => {
  await page.clock.install({ time: NOW - 60_000 });
  await page.clock.pauseAt(NOW);
  for (const { name, search, fleet, laterMs = 0, isUpright } of PICTURES) {
    await page.unrouteAll();
    await answerWith(page, fleet, NOW + laterMs);
    await page.setViewportSize(isUpright ? { width: 720, height: 1_280 } : { width: 1_280, height: 720 });
    await page.goto(`/wall${search}`);
    const awaited = page.getByText(name.startsWith("costs") ? "Last 24 hours" : "Oldest reading");
    await expect(async () => {
      // Long enough for the page to process its answers, and less than a second in all, which the picture would show.
      await page.clock.runFor(10);
      await expect(awaited).toBeVisible({ timeout: 200 });
      await expect(page.locator("main header")).not.toContainText("…", { timeout: 200 });
    }).toPass();
    await page.evaluate(() => document.fonts.ready);
    await expect
      .soft(page.locator("main"))
      .toHaveScreenshot(`${name}.png`, { threshold: 0.25, maxDiffPixelRatio: 0.02 });
  }
});
