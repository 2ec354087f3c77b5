import { expect, type Locator } from "@playwright/test";
import { sharedTest } from "../support/app";

const colourOf = (one: Locator) => one.evaluate((element) => getComputedStyle(element).backgroundColor);

for (const colorScheme of ["light", "dark"] as const) {
  sharedTest.describe(`with the system's colours only, ${colorScheme}`, () => {
    sharedTest.use({ colorScheme, contextOptions: { forcedColors: "active" } });

    sharedTest("what is chosen, keys of charts, bars and strips can be told from the background", async ({ page }) => {
      await page.goto("/");
      const background = await colourOf(page.locator("html"));
      const layout = page.getByRole("group", { name: "Layout" });
      await expect(layout.getByRole("button", { name: "Tiles" })).toBeVisible();
      expect(await colourOf(layout.getByRole("button", { pressed: true }))).not.toBe(
        await colourOf(layout.getByRole("button", { pressed: false })),
      );
      const current = page.getByRole("link", { name: "Fleet", exact: true });
      expect(await colourOf(current)).not.toBe(await colourOf(page.getByRole("link", { name: "Costs", exact: true })));
      const pips = page.locator("article .drawn");
      await expect(pips.first()).toBeAttached();
      expect(await colourOf(pips.first())).not.toBe(background);

      await page.goto("/costs?groupBy=provider&range=today");
      const swatches = page.getByRole("main").locator("span.drawn");
      await expect(swatches.nth(1)).toBeVisible();
      const colours = await swatches.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
      expect(colours).not.toContain(background);
      expect(new Set(colours).size).toBeGreaterThan(1);

      await page.goto("/");
      await page.locator("article a").first().click();
      const strip = page.locator("#timeline ~ * .drawn, section:has(#timeline) .drawn").first();
      await expect(strip).toBeVisible();
      expect(await strip.evaluate((span) => getComputedStyle(span).borderBottomColor)).not.toBe(
        await page.locator("html").evaluate((html) => getComputedStyle(html).color),
      );
    });
  });
}
