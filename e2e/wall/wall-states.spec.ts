import { expect, type Page } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import { sharedTest } from "../support/app";
import { CALM_FLEET, COSTS, EMPTY_FLEET, FAILING_FLEET, LARGE_FLEET, NOW, TROUBLED_FLEET } from "./wall-example";
import { keepScreenOn } from "./wall-page";

// Pictures of whole screens at one moment, banner and all: the test moves the page's clock, and makes up the answers.
sharedTest.use({
  viewport: { width: 1_280, height: 720 },
  timezoneId: "UTC",
  contextOptions: { reducedMotion: "reduce" },
  // The screen with the code shows this address, which must not contain the port that happens to be free.
  environment: { CLUSTERDECK_PUBLIC_URL: "http://127.0.0.1:3000" },
});

/** Not on a whole second: the time shown must not depend on how soon an answer is processed. */
const headers = { "X-Server-Time": new Date(NOW - 300).toISOString() };

async function answerWith(page: Page, fleet: Fleet): Promise<void> {
  await page.unrouteAll();
  await page.route("**/api/clusters", (route) => route.fulfill({ json: fleet, headers }));
  await page.route("**/api/costs?*", (route) => route.fulfill({ json: COSTS, headers }));
}

/** Lets the page process its answers, in less than a second of its own clock. */
async function awaitText(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(10);
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 200 });
    await expect(page.locator("main header, h1").first()).not.toContainText("…", { timeout: 200 });
  }).toPass();
}

async function expectPicture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expect.soft(page).toHaveScreenshot(`${name}.png`, { threshold: 0.25, maxDiffPixelRatio: 0.02 });
}

sharedTest.beforeEach(async ({ page, context }) => {
  await keepScreenOn(context);
  await page.clock.install({ time: NOW - 60_000 });
  await page.clock.pauseAt(NOW);
});

const PICTURES = [
  { name: "fleet-large", search: "views=fleet", fleet: LARGE_FLEET, text: "Oldest reading" },
  { name: "fleet-none", search: "views=fleet", fleet: EMPTY_FLEET, text: "There are no clusters right now" },
  { name: "fleet-night", search: "views=fleet&zone=UTC&dim=14-16", fleet: TROUBLED_FLEET, text: "Oldest reading" },
  { name: "account-failing", search: "views=problems", fleet: FAILING_FLEET, text: "Oldest reading" },
];

sharedTest("every state of the fleet looks as it did", async ({ page }) => {
  for (const { name, search, fleet, text } of PICTURES) {
    await answerWith(page, fleet);
    await page.goto(`/wall?${search}`);
    await awaitText(page, text);
    if (name === "fleet-large") await expect(page.getByRole("img", { name: /^Map of/ })).toBeVisible();
    await expectPicture(page, name);
  }
});

sharedTest("a wall without its server looks as it did", async ({ page }) => {
  for (const name of ["server-gone", "server-gone-upright"]) {
    await page.setViewportSize(
      name.endsWith("upright") ? { width: 720, height: 1_280 } : { width: 1_280, height: 720 },
    );
    await answerWith(page, CALM_FLEET);
    await page.goto("/wall?views=fleet");
    await awaitText(page, "Oldest reading");
    await page.route("**/api/**", (route) => route.abort());
    await page.clock.runFor(14_000);
    await expect(page.getByText("What you see is from then")).toBeVisible();
    await expectPicture(page, name);
  }
});

sharedTest(
  "a screen without a page, one whose link has ended, and one that broke look as they did",
  async ({ page, app }) => {
    const pairing = { code: "CDFGHJKM", secret: "x".repeat(32), expiresAt: new Date(NOW + 240_000).toISOString() };
    await page.route("**/api/pairings", (route) => route.fulfill({ status: 201, json: pairing, headers }));
    await page.route("**/api/pairings/collect", (route) => route.fulfill({ json: { path: null }, headers }));
    await page.goto("/pair");
    await awaitText(page, "CDFG-HJKM");
    await expectPicture(page, "pair");

    const made = await page.request.post("/api/share-links", {
      headers: { Origin: app.url },
      data: { name: "Hall", kind: "display", scope: {} },
    });
    const { url }: CreatedShareLink = await made.json();
    const { pathname } = new URL(url);
    const ended = { code: "not-found", detail: "There is nothing here." };
    await page.route("**/api/shared/**", (route) => route.fulfill({ status: 404, json: ended, headers }));
    await page.goto(pathname);
    await awaitText(page, "This screen’s link has ended");
    await expectPicture(page, "link-ended");

    await page.goto(`/s/${"x".repeat(32)}`);
    await awaitText(page, "There is nothing here");
    await expectPicture(page, "link-gone");
    await page.setViewportSize({ width: 390, height: 844 });
    await expectPicture(page, "link-gone-phone");
    await page.setViewportSize({ width: 1_280, height: 720 });

    await answerWith(page, CALM_FLEET);
    await page.goto("/wall?views=fleet");
    await awaitText(page, "Oldest reading");
    await page.evaluate(() => {
      Object.defineProperty(Intl.DateTimeFormat.prototype, "format", {
        get: () => {
          throw new Error("A planted fault.");
        },
      });
    });
    await page.clock.runFor(2_000);
    await expect(page.getByText("A planted fault.")).toBeVisible();
    await expectPicture(page, "fault");
  },
);
