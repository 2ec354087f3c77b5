import { type Browser, expect, type Page } from "@playwright/test";
import { sharedTest as test } from "../support/app";
import { shownSize } from "../support/fleet-size";

/** Older than any page, and fit for reading by machines as well. */
const MADE_ON = /Nothing here is live\. The page was made on \d+ \w+, \d\d:\d\d:\d\d UTC, and does not change\./;
const PUBLIC_PAGES = ["/", "/costs", "/wall", "/pair", "/set-password", "/no-such-page"];

const notice = (page: Page) => page.locator("#lifeless-notice");

async function opened(browser: Browser, url: string, options: Parameters<Browser["newContext"]>[0] = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url);
  return { page, [Symbol.asyncDispose]: () => context.close() };
}

/** Has no time pass for animations, one of which shows the notice: a slow machine may take that time to look. */
async function stopAnimations(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Animation.enable");
  await devtools.send("Animation.setPlaybackRate", { playbackRate: 0 });
}

/** Lets the time pass at once for which the notice stays hidden; which that was. */
function skipWait(page: Page) {
  return notice(page).evaluate((element) =>
    element.getAnimations().map((animation) => {
      animation.finish();
      return animation.effect?.getTiming().duration;
    }),
  );
}

test("without JavaScript every page says so at once, and no state without its age", async ({ browser, app }) => {
  for (const path of PUBLIC_PAGES) {
    await using visit = await opened(browser, `${app.url}${path}`, { javaScriptEnabled: false });
    await expect(notice(visit.page), path).toContainText("This page needs JavaScript");
    await expect(notice(visit.page), path).toContainText(MADE_ON);
    await expect(notice(visit.page), path).toBeVisible();
    await expect(visit.page.locator("body"), path).not.toContainText("Nothing needs attention");
    if (path === "/") await expect(visit.page.locator("h1")).toContainText(/^As of \d+ \w+, \d\d:\d\d:\d\d UTC/);
  }
});

test("without JavaScript an address with nothing behind it says so, where Next sends an empty document", async ({
  browser,
  app,
}) => {
  for (const path of ["/s/no-such-link", "/clusters/none", "/links/none/preview"]) {
    await using visit = await opened(browser, `${app.url}${path}`, { javaScriptEnabled: false });
    const words = await visit.page.evaluate(() => getComputedStyle(document.body, "::before").content);
    expect(words, path).toContain("There is nothing at this address");
  }
});

test("a page whose scripts do not load, or fail, says that it has not started", async ({ page }) => {
  await page.route("**/_next/static/chunks/*.js*", (route) => route.abort());
  await stopAnimations(page);
  for (const path of ["/", "/wall"]) {
    await page.goto(path);
    await expect(notice(page)).toBeHidden();
    expect(await skipWait(page), path).toEqual([10_000]);
    await expect(notice(page)).toBeVisible();
    await expect(notice(page)).toContainText("This page has not started");
    await expect(notice(page)).not.toContainText(/needs JavaScript|too old/, { useInnerText: true });
    await expect(notice(page)).toContainText(MADE_ON);
  }
});

test("a browser that is too old is told so, and what is new enough", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "CSSLayerBlockRule"));
  await page.route("**/_next/static/chunks/*.js*", (route) => route.abort());
  await page.goto("/");
  await expect(notice(page)).toBeVisible();
  await expect(notice(page)).toContainText("needs Chrome or Edge 99, Firefox 115, Safari 16.4");
  await expect(notice(page)).not.toContainText("has not started", { useInnerText: true });
});

test("a page that lives has no such notice", async ({ page }) => {
  await page.goto("/");
  const size = await shownSize();
  await expect(page.getByText(`${size} of ${size} reporting`)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-alive", "");
  await expect(notice(page)).toBeHidden();
});

test("a page whose frame breaks says so, even where what says so breaks first", async ({ browser, app }) => {
  // Of nothing, `app/global-error.tsx` cannot say what it is.
  for (const message of ["planted", null]) {
    await using context = await browser.newContext();
    await context.addInitScript((words) => {
      const get = () => {
        throw words === null ? null : new Error(words);
      };
      Object.defineProperty(window, "earlyInput", { get, set: () => undefined });
    }, message);
    const page = await context.newPage();
    await page.goto(app.url);
    await expect(page.getByRole("heading", { name: "This page ran into an error" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Reload the page" })).toBeVisible();
    if (message !== null) await expect(page.getByText(message)).toBeVisible();
  }
});
