import { expect } from "@playwright/test";
import { sharedTest, test } from "../support/app";

/** The page's first answer may come before every account was read. */
test.beforeEach(async ({ request }) => {
  await expect.poll(async () => (await request.get("/api/ready")).status()).toBe(200);
});

sharedTest(
  "a bookmark that calls accounts connections still filters the fleet and groups the costs, and is brought up to date",
  async ({ page }) => {
    await page.goto("/?connection=shadeform");
    const tiles = page.getByRole("list", { name: "Clusters" }).getByRole("link");
    await expect(page.getByRole("button", { name: /^Account/ })).toContainText("Shadeform");
    await expect(tiles.first()).toBeVisible();
    const names = await tiles.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(names.every((href) => href.startsWith("/clusters/shadeform"))).toBe(true);
    await page.getByRole("searchbox", { name: "Search clusters" }).fill("a");
    await expect(page).toHaveURL(/[?&]account=shadeform/);
    await expect(page).not.toHaveURL(/connection=/);

    const asked = page.waitForRequest((request) => new URL(request.url()).pathname === "/api/costs");
    await page.goto("/costs?groupBy=connection");
    expect(new URL((await asked).url()).searchParams.get("groupBy")).toBe("account");
  },
);
