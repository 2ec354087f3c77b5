import { expect, type Page } from "@playwright/test";
import { sharedTest, test } from "../support/app";
import { expectCopied } from "../support/expect-copied";
import { shownSize } from "../support/fleet-size";
import { clusterPath, tileOf } from "../support/tile";

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: innerWidth,
  }));
  expect(window).toBe(390);
  expect(content).toBe(390);
}

test("on a phone the fleet is a list with the worst first, even while an account fails", async ({ page, fleet }) => {
  fleet.fakes.tensorone.world = () => [];
  fleet.setFault("shadeform", "401");
  await page.goto("/");
  await expect(page.getByText("Shadeform cannot be read")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expect(page.getByRole("button", { name: "Table", exact: true })).toBeHidden();

  const items = page.getByRole("list", { name: "Clusters" }).getByRole("listitem");
  const boxes = await Promise.all([items.nth(0).boundingBox(), items.nth(1).boundingBox()]);
  expect(boxes.map((box) => [box?.x, box?.width])).toEqual([
    [0, 390],
    [0, 390],
  ]);
  expect(boxes[1]?.y).toBe((boxes[0]?.y ?? 0) + (boxes[0]?.height ?? 0));
});

sharedTest("on a phone a search stays readable while it filters", async ({ page }) => {
  await page.goto("/?q=pretrain-a&provider=prime-intellect");
  await expect(page.getByRole("status").filter({ hasText: `1 of ${await shownSize()} clusters` })).toBeVisible();
  const field = page.getByRole("searchbox", { name: "Search clusters" });
  expect(await field.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await expectNoSidewaysScroll(page);
});

for (const { id, name } of [
  { id: "prime-intellect~cl_000001", name: "llama-pretrain-a" },
  { id: "fireworks~prod-us-east", name: "Production US East" },
]) {
  sharedTest(`on a phone the page of ${name} fits, and so does its way in`, async ({ page }) => {
    await page.clock.install();
    await page.goto("/");
    await tileOf(page, name).tap();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    expect(decodeURIComponent(new URL(page.url()).pathname)).toBe(decodeURIComponent(clusterPath(id)));
    await expectNoSidewaysScroll(page);

    await page.getByRole("button", { name: "Connect", exact: true }).tap();
    const sheet = page.getByRole("dialog", { name: `Connect to ${name}` });
    const copy = sheet.getByRole("button", { name: /^Copy / }).first();
    await expect(copy).toBeVisible();
    expect(await sheet.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await sheet.evaluate((element) => element.scrollWidth)).toBe(390);
    await expectCopied(page, copy);
    await sheet.getByRole("button", { name: "Close" }).tap();
    await expect(sheet).toHaveCount(0);
  });
}

test.describe("in the demo", () => {
  test.use({ environment: { CLUSTERDECK_DEMO: "on" } });

  sharedTest(
    "on a phone every page can be reached from the top bar, even beside the demo's marker",
    async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("button", { name: /Demo fleet/ })).toBeVisible();
      for (const name of ["Fleet", "Costs", "Share links", "Settings"]) {
        const link = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });
        await expect(link).toBeInViewport({ ratio: 1 });
        // Fails if something else covers it.
        await link.tap({ trial: true });
      }
      await expectNoSidewaysScroll(page);
    },
  );

  sharedTest("on a tablet every page can be reached from the top bar as well", async ({ page }) => {
    await page.setViewportSize({ width: 820, height: 1180 });
    await page.goto("/");
    await expect(page.getByRole("button", { name: /Demo fleet/ })).toBeVisible();
    await expect(page.getByRole("link", { name: "Settings" })).toBeInViewport({ ratio: 1 });
  });
});

sharedTest("on a phone accounts are listed and added without scrolling sideways", async ({ page }) => {
  await page.goto("/settings/accounts");
  await expect(page.getByRole("heading", { name: "Shadeform" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Add an account" }).tap();
  await page.getByRole("button", { name: /^Fireworks/ }).tap();
  await page.getByText("More settings").tap();
  await expect(page.getByLabel("Base URL")).toBeVisible();
  await expectNoSidewaysScroll(page);
});
