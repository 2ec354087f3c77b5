import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { startFrontProxy } from "../support/front-proxy";
import { pauseClock } from "../support/page-clock";
import { tileOf } from "../support/tile";
import { ON_DEMAND, startQuietFleet } from "./quiet-fleet";
import { type Asking, isHoldable, watchAsking } from "./watched-page";

/** Browsers open six connections to a server over HTTP/1.1; two of them stay free for clicks. */
const MAX_HELD = 4;

test("a browser's tabs share its connections, rest while hidden, and ask anew when it wakes", async ({ browser }) => {
  await using fleet = await startQuietFleet();
  const { app } = fleet;
  await using proxy = await startFrontProxy(app.url);

  await test.step("six tabs leave room for a click in any of them", async () => {
    const context = await browser.newContext();
    const tabs: Awaited<ReturnType<typeof openTab>>[] = [];
    for (let tab = 0; tab < 6; tab += 1) tabs.push(await openTab(context, app.url));
    const held = () => tabs.flatMap(({ asking }) => asking.pending()).filter(isHoldable).length;
    let most = 0;
    context.on("request", () => {
      most = Math.max(most, held());
    });
    await expect.poll(held, { intervals: [50] }).toBe(MAX_HELD);
    for (const { page } of [...tabs].reverse()) {
      await tileOf(page, ON_DEMAND.clusterName).getByRole("link").click();
      await page.getByRole("button", { name: "Connect" }).click();
      await expect(page.getByRole("dialog")).toContainText("ssh");
    }
    const { page } = await openTab(context, `${app.url}/costs`);
    await expect(page.getByRole("table").first()).toBeVisible();
    expect(most).toBe(MAX_HELD);
    await context.close();
  });

  await test.step("a hidden tab asks once a minute, and anew once it is looked at", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.clock.install();
    const asking = watchAsking(page);
    await page.goto(app.url);
    await untilHeld(asking);
    await setVisibility(page, "hidden");
    await pauseClock(page);
    await expect.poll(() => asking.pending().length).toBe(0);
    asking.forget();
    await page.clock.runFor(55_000);
    expect(asking.asked().all).toBe(0);
    await page.clock.runFor(6_000);
    await expect.poll(() => asking.asked()).toEqual({ all: 1, holdable: 0 });
    await expect.poll(() => asking.pending().length).toBe(0);

    await page.clock.resume();
    await setVisibility(page, "visible");
    await untilHeld(asking);
    // What was held when the tab was left is given up: its answer may be from before.
    await setVisibility(page, "hidden");
    const givenUp = page.waitForEvent("requestfailed", (request) => isHoldable(request.url()));
    const asked = page.waitForRequest((request) => request.url().endsWith("/api/clusters"));
    await setVisibility(page, "visible");
    await Promise.all([givenUp, asked]);
    await context.close();
  });

  for (const [how, wake] of WAKINGS) {
    await test.step(`a laptop that slept is told at once of what it missed: ${how}`, async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.clock.install();
      const asking = watchAsking(page);
      await page.goto(proxy.url);
      await untilHeld(asking);
      proxy.loseConnections();
      const asked = page.waitForResponse((answer) => answer.url().endsWith("/api/clusters"));
      await wake(page);
      await asked;
      await expect(page.getByRole("alert").filter({ hasText: "has not answered" })).toHaveCount(0);
      await expect(tileOf(page, "one-0")).toContainText(/(^|\D)\d s/);
      await expect(tileOf(page, "one-0")).not.toContainText(/late|STALE/);
      await context.close();
    });
  }
});

const dispatch = (type: string) => (page: Page) => page.evaluate((name) => window.dispatchEvent(new Event(name)), type);
const WAKINGS: [string, (page: Page) => Promise<unknown>][] = [
  ["all its timers stood still", (page) => page.clock.fastForward("08:00:00")],
  ["its network came back", dispatch("online")],
  ["its browser showed the page again", dispatch("pageshow")],
];

async function openTab(context: BrowserContext, url: string): Promise<{ page: Page; asking: Asking }> {
  const page = await context.newPage();
  const asking = watchAsking(page);
  await page.goto(url);
  return { page, asking };
}

async function untilHeld(asking: Asking): Promise<void> {
  await expect.poll(() => asking.pending().some(isHoldable), { intervals: [50] }).toBe(true);
}

/** As browsers do with a tab that is left or looked at; headless ones never hide any. */
async function setVisibility(page: Page, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
