import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import { sharedTest as test } from "../support/app";
import { ADMIN, withSignIn } from "../support/callers";
import { pressInTurn } from "../support/press-in-turn";

const folder = mkdtempSync(join(tmpdir(), "clusterdeck-early-input-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.use({ environment: withSignIn(folder) });

/** Opens a page on a slow computer and does something to it, while its program is still on its way. */
async function actEarly(page: Page, path: string, act: () => Promise<void>): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const { promise: arrival, resolve: arrive } = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js*", async (route) => {
    await arrival;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  await act();
  expect(await isAlive(page), `${path} had started before all of it was done`).toBe(false);
  arrive();
}

function isAlive(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.dataset.alive !== undefined);
}

test("whoever signs in, searches, sorts, clicks and presses keys before the page has started is not ignored", async ({
  page,
}) => {
  await actEarly(page, "/login", async () => {
    await page.getByLabel("E-mail").fill(ADMIN.email);
    await page.getByLabel("Password").fill(ADMIN.password);
    await page.keyboard.press("Enter");
  });
  await expect(page).toHaveURL("/");

  const search = page.getByRole("searchbox", { name: "Search clusters" });
  await actEarly(page, "/", async () => {
    await expect(search).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("llama");
    await page.getByRole("combobox", { name: "Sort" }).selectOption("Highest rate");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.getByRole("button", { name: /^Your profile/ }).click();
  });
  await expect(page).toHaveURL((url) => url.search === "?q=llama&sort=rate&view=table");
  await expect(search).toHaveValue("llama");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  const clusters = page.getByRole("table", { name: "Clusters" }).getByRole("rowheader");
  await expect(clusters.first()).toHaveText(/llama/);

  await actEarly(page, "/", async () => {
    await expect(search).toBeVisible();
    await pressInTurn(page, "g", "c");
  });
  await expect(page).toHaveURL("/costs");
});

test("a guest's clicks and keys before the page has started are not ignored either", async ({ page, app }) => {
  const headers = { Origin: app.url };
  await page.request.post("/api/auth/sign-in/email", { headers, data: ADMIN });
  const terms = { name: "Early guests", kind: "link", scope: {}, show: { costs: true, names: true } };
  const link: CreatedShareLink = await (await page.request.post("/api/share-links", { headers, data: terms })).json();
  await page.context().clearCookies();

  await actEarly(page, new URL(link.url).pathname, async () => {
    await page.getByRole("button", { name: "Theme: system. Switch to light" }).click();
    await page.keyboard.press("/");
    await page.keyboard.type("llama");
    await page.getByRole("banner").click();
  });
  // Some time while it starts.
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect(page).toHaveURL(/\?q=llama$/);
});
