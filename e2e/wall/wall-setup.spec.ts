import { expect } from "@playwright/test";
import { sharedTest } from "../support/app";
import { pressInTurn } from "../support/press-in-turn";

sharedTest("an address is made for a screen, shown as it will look, and opens just that", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Wall" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Set up a wall screen" })).toBeVisible();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByText("Oldest reading")).toBeVisible();
  const address = page.getByRole("status", { name: "Address of the screen" });
  await expect(address).toHaveText(/\/wall$/);

  await page.getByLabel("Viewing distance, metres").fill("4");
  await expect(page.getByText("so draw it 1.25 times as large")).toBeVisible();
  await page.getByRole("button", { name: "Nodes", exact: true }).click();
  await page.getByRole("button", { name: /Fleet$/ }).click();
  await page.getByLabel("Seconds per view").fill("45");
  await page.getByRole("button", { name: "Light", exact: true }).click();
  await page.getByLabel("Time zone of the clock").selectOption("Europe/Berlin");
  await page.getByLabel("Dim the screen at night").check();
  await expect(address).toHaveText(
    /\/wall\?views=nodes,fleet&dwell=45&theme=light&scale=1\.25&zone=Europe\/Berlin&dim=22-7$/,
  );
  await expect(preview.getByText(/^Berlin, /)).toBeVisible();

  await page.getByRole("button", { name: "Copy the screen’s address" }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain("/wall?");
  // In a tab of its own: this one remembers what has gone down during its preview, which would hold the screen.
  const screen = await context.newPage();
  await screen.goto(await copied());
  await expect(screen.locator("main [data-view]")).toHaveAttribute("data-view", "nodes");
  await expect(screen.locator("main")).toHaveAttribute("data-theme", "light");
});

sharedTest("a chosen scale stays until the suggested one is restored", async ({ page }) => {
  await page.goto("/wall/setup");
  await expect(page.getByRole("region", { name: "Preview" }).getByText("Oldest reading")).toBeVisible();
  await page.getByLabel("Scale").fill("1.5");
  const address = page.getByRole("status", { name: "Address of the screen" });
  await expect(address).toHaveText(/scale=1\.5$/);
  await page.getByLabel("Diagonal, inches").fill("32");
  await expect(address).toHaveText(/scale=1\.5$/);
  await page.getByRole("button", { name: "Use 1.65" }).click();
  await expect(address).toHaveText(/scale=1\.65$/);
});

sharedTest("g and then w opens the wall, and the list of keys says so", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("list", { name: "Clusters" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByText("Go to the wall screen")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await pressInTurn(page, "g", "w");
  await expect(page).toHaveURL(/\/wall$/);
  await expect(page.getByText("Oldest reading")).toBeVisible();
});
