import { expect, type Page } from "@playwright/test";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { providers } from "@/lib/server/providers/registry";
import { sharedTest, test } from "../support/app";
import { shownSize } from "../support/fleet-size";
import { pressInTurn } from "../support/press-in-turn";
import { NO_SINGLE_CLUSTERS } from "../support/single-clusters";
import { tileOf } from "../support/tile";

const search = (page: Page) => page.getByRole("searchbox", { name: "Search clusters" });
const tiles = (page: Page) => page.getByRole("list", { name: "Clusters" }).getByRole("link");

async function openFleet(page: Page, query = ""): Promise<void> {
  await page.goto(`/${query}`);
  await expect(page.locator("[data-cluster-id]").first()).toBeVisible();
}

/** The page's first answer may come before every account was read. */
test.beforeEach(async ({ request }) => {
  await expect.poll(async () => (await request.get("/api/ready")).status()).toBe(200);
});

/** Only the tiles near the viewport exist. */
async function expectWholeFleet(page: Page): Promise<void> {
  const size = await shownSize();
  await expect(page.getByText(`${size} of ${size} reporting`)).toBeVisible();
  await expect(tiles(page).first()).toBeVisible();
}

sharedTest(
  "search, filters, order and layout survive a reload, and look the same to whoever opens the link",
  async ({ page, browser }) => {
    await openFleet(page);
    await search(page).fill("a");
    await page.getByRole("button", { name: "Provider" }).click();
    await page.getByRole("checkbox", { name: /^Shadeform/ }).check();
    await page.getByRole("checkbox", { name: /^Prime Intellect/ }).check();
    await page.keyboard.press("Escape");
    await page.getByRole("combobox", { name: "Sort" }).selectOption("Highest rate");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    const clusters = page.getByRole("table", { name: "Clusters" }).getByRole("rowheader").getByRole("link");
    await expect(page.getByRole("status").filter({ hasText: `9 of ${await shownSize()} clusters · $` })).toBeVisible();
    await expect(clusters).toHaveCount(9);
    const chosen = await clusters.allTextContents();
    expect(chosen.slice(0, 2)).toEqual(["rl-rollouts", "llama-pretrain-a"]);
    await expect(page).toHaveURL(/[?&]view=table/);

    await page.reload();
    await expect(clusters).toHaveText(chosen);
    await expect(search(page)).toHaveValue("a");

    const elsewhere = await (await browser.newContext()).newPage();
    await elsewhere.goto(page.url());
    await expect(
      elsewhere.getByRole("table", { name: "Clusters" }).getByRole("rowheader").getByRole("link"),
    ).toHaveText(chosen);
    await elsewhere.context().close();
  },
);

sharedTest("the way back from a cluster leads to the same view of the fleet", async ({ page }) => {
  await openFleet(page, "?q=llama&sort=name");
  await expect(tiles(page)).toHaveText(["llama-pretrain-a", "train-llama-7"]);
  await tileOf(page, "train-llama-7").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("train-llama-7");
  await page.goBack();
  await expect(search(page)).toHaveValue("llama");
  await expect(tiles(page)).toHaveText(["llama-pretrain-a", "train-llama-7"]);
});

sharedTest("a search without a match says so, and one click shows the fleet again", async ({ page }) => {
  await page.goto("/?q=no-such-cluster");
  await expect(page.getByRole("heading", { name: "No cluster matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expectWholeFleet(page);
  await expect(search(page)).toHaveValue("");
});

test("no node count is cut off at its start, and no table cell at its end", async ({ page, fleet }) => {
  // Two of six nodes are ready.
  fleet.advance(6 * MINUTE_MS);
  await openFleet(page);
  const tile = tileOf(page, "eval-sweep · Prime Intellect");
  const count = tile.getByText(/of 6 nodes ok/);
  await expect(count).toBeVisible();
  const startsBy = await count.evaluate(
    (words) => words.getBoundingClientRect().left - (words.parentElement?.getBoundingClientRect().left ?? 0),
  );
  expect(startsBy).toBeGreaterThanOrEqual(0);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const ends = page.getByRole("table", { name: "Clusters" }).getByRole("cell");
  await expect(ends.filter({ hasText: "≤" }).first()).toBeVisible();
  const cut = await ends.evaluateAll((cells) =>
    cells
      .flatMap((cell) => [cell, ...cell.querySelectorAll(".truncate")])
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth && clientWidth > 0)
      .map(({ textContent }) => textContent),
  );
  // Two models of GPU are longer than any column.
  expect(cut.filter((text) => !text.includes(" + "))).toEqual([]);
});

sharedTest(
  "a cluster opens although its search has just been typed, and the search is there on the way back",
  async ({ page }) => {
    await openFleet(page, "?sort=name");
    await search(page).focus();
    await page.keyboard.type("abl");
    await tiles(page).first().press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("ablation-spare");
    await page.goBack();
    await expect(search(page)).toHaveValue("abl");
  },
);

sharedTest("the keyboard searches, moves, opens, goes back and lists its keys", async ({ page }) => {
  await openFleet(page, "?sort=name");
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  await page.keyboard.type("eval/?");
  await expect(search(page)).toHaveValue("eval/?");
  await search(page).fill("");
  await page.keyboard.press("Escape");
  await expect(search(page)).not.toBeFocused();

  // The list follows the search when it can.
  await expect(tiles(page).nth(8)).toBeAttached();
  const names = await tiles(page).allTextContents();
  await tiles(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(tiles(page).nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(tiles(page).last()).toBeFocused();
  await page.keyboard.press("Home");
  await expect(tiles(page).first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  const below = await page.evaluate(() => document.activeElement?.textContent);
  expect(names.indexOf(below ?? "")).toBeGreaterThan(1);
  await page.keyboard.press("ArrowUp");
  await expect(tiles(page).first()).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(names[0] ?? "");
  await pressInTurn(page, "g", "f");
  await expect(tiles(page).first()).toBeVisible();
  await expect(page).toHaveURL(/\/$/);

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toContainText("Copy the ssh command of the focused row");
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
});

sharedTest("y copies the ssh command of the focused cluster, and says what it copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read"]);
  await openFleet(page);
  await tileOf(page, "notebook-jonas").getByRole("link").focus();
  await page.keyboard.press("y");
  const command = "ssh -p 2222 shadeform@notebook-jonas.massedcompute.example";
  await expect(page.getByText(`Copied: ${command}`)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);

  await tileOf(page, "Production US East").getByRole("link").focus();
  await page.keyboard.press("y");
  await expect(page.getByText("This cluster has no ssh address")).toBeVisible();
});

test.describe("with accounts that list clusters", () => {
  test.use({ environment: NO_SINGLE_CLUSTERS });

  test("accounts without clusters are told apart from accounts that cannot be read", async ({ page, fleet }) => {
    fleet.empty();
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "There are no clusters right now" })).toBeVisible();
    await expect(
      page.getByText(`${providers.length - 1} accounts of ${providers.length - 1} answered with an empty list.`),
    ).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No clusters");
  });
});

sharedTest("the first load shows the headline and the page's outline, then the fleet", async ({ page }) => {
  const answered = Promise.withResolvers<void>();
  await page.route("**/api/clusters", async (route) => {
    await answered.promise;
    await route.continue();
  });
  await page.goto("/");
  await expect(page.getByText("Loading the fleet")).toBeAttached();
  await expect(tiles(page)).toHaveCount(0);
  const headline = await page.getByRole("heading", { level: 1 }).innerText();
  // Only a page that lives may say that all is well; this one may still turn out not to.
  const [asOf, rest] = headline.split(/[\s·]+(?=\d+ of \d+ reporting)/);
  expect(asOf).toMatch(/^As of \d+ \w+, \d\d:\d\d:\d\d UTC: 1 cluster needs attention$/);
  answered.resolve();
  await expectWholeFleet(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`1 cluster needs attention · ${rest}`);
  await expect(page.getByText("Loading the fleet")).toHaveCount(0);
});

sharedTest("a first load without a server makes no claims, and recovers by itself", async ({ page }) => {
  await page.clock.install();
  await page.route("**/api/clusters", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The fleet cannot be shown");
  await page.unroute("**/api/clusters");
  await page.clock.fastForward(5_000);
  await expectWholeFleet(page);
});
