import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { providers } from "@/lib/server/providers/registry";
import { sharedTest, test } from "../support/app";
import { NO_SINGLE_CLUSTERS } from "../support/single-clusters";
import { clusterPath, tileOf } from "../support/tile";

/** Each serious fault with the elements that have it: all rules in the dark theme, and only colours in the light one. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const dark = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const light = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
  return [dark, light].flatMap(({ violations }) =>
    violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`)),
  );
}

sharedTest(
  "the fleet page has no serious accessibility fault: tiles, table, menus, keys, no match",
  async ({ page }) => {
    await page.goto("/");
    await expect(tileOf(page, "llama-pretrain-a")).toBeVisible();
    await page.getByRole("button", { name: "Status" }).click();
    await expect(page.getByRole("checkbox").first()).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await expect(page.getByRole("table", { name: "Clusters" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto("/?q=no-such-cluster");
    await expect(page.getByRole("heading", { name: "No cluster matches" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
  },
);

sharedTest(
  "the cluster page has no serious accessibility fault: table, map, Connect sheet, not found",
  async ({ page }) => {
    await page.goto(clusterPath("prime-intellect~cl_000002"));
    await expect(page.getByRole("row", { name: /^rl-rollouts-0\b/ })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Map", exact: true }).click();
    await expect(page.getByRole("listbox", { name: "Nodes" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await expect(page.getByRole("button", { name: /^Copy ssh command of / }).first()).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(clusterPath("prime-intellect~never"));
    await expect(page.getByRole("heading", { name: "No such cluster" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
  },
);

sharedTest("metrics and logs have no serious accessibility faults: charts, table, a found line", async ({ page }) => {
  await page.goto(clusterPath("tensorone~cluster-gpu-a100-001"));
  await expect(page.locator(".recharts-area-curve").first()).toBeVisible();
  await page.getByRole("slider", { name: "GPU power" }).focus();
  await page.getByRole("button", { name: "Show logs" }).click();
  await page.getByRole("searchbox", { name: "Search the log" }).fill("step");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox", { name: "Log lines" }).getByRole("option", { selected: true })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("group", { name: "Show metrics as" }).getByRole("button", { name: "Table" }).click();
  await expect(page.getByRole("region", { name: "Metrics: table" })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
});

test("failing accounts, stale readings and a silent server cause no serious accessibility faults", async ({
  page,
  app,
  fleet,
}) => {
  await page.clock.install();
  await page.goto("/");
  await expect(tileOf(page, "train-llama-7")).toBeVisible();
  for (const { id } of providers) fleet.setFault(id, "401");
  await expect(page.getByText("Shadeform cannot be read")).toBeVisible();
  await page.getByRole("button", { name: /^Shadeform failing/ }).click();
  await expect(page.getByRole("group", { name: "Account Shadeform" })).toBeVisible();
  process.kill(app.pid, "SIGKILL");
  await page.clock.fastForward(36_000);
  await expect(page.getByText("has not answered since")).toBeVisible();
  await expect(tileOf(page, "train-llama-7")).toContainText("STALE");
  expect(await seriousFaults(page)).toEqual([]);
});

test.describe("with accounts that list clusters", () => {
  test.use({ environment: NO_SINGLE_CLUSTERS });

  test("an empty fleet has no serious accessibility faults", async ({ page, fleet }) => {
    fleet.empty();
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "There are no clusters right now" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
  });
});

test.describe("with keys that every provider refuses", () => {
  const wrongKeys = providers.map(({ key }) => [key.variable, "wrong"]);
  test.use({ environment: Object.fromEntries(wrongKeys) });

  test("a fleet that was never read has no serious accessibility faults", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      `None of ${providers.length} accounts can be read`,
    );
    await expect(page.getByRole("heading", { name: "Nothing could be read yet" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
  });
});

sharedTest(
  "a screen that waits to be paired, and the dialog that pairs it, have no serious accessibility fault",
  async ({ page }) => {
    await page.goto("/pair");
    const code = page.getByText(/^\w{4}-\w{4}$/);
    await expect(code).toBeVisible();
    const shown = await code.innerText();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto("/links");
    await page.getByRole("button", { name: "Pair a screen" }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel("Code").fill(shown);
    await page.getByRole("button", { name: "Find the screen" }).click();
    await expect(page.getByText("is shown by")).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
  },
);

sharedTest(
  "the pages of alerts and settings have no serious accessibility fault: with dialogs, forms and a preview",
  async ({ page }) => {
    await page.goto("/alerts");
    await expect(page.getByRole("heading", { name: /^info: / }).first()).toBeVisible();
    await page.getByRole("button", { name: /firing, the worst/ }).click();
    await expect(page.getByRole("link", { name: "All alerts" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page
      .getByRole("button", { name: /^Silence\b/ })
      .first()
      .click();
    await expect(page.getByRole("dialog", { name: "Silence an alert" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "New silence" }).click();
    await page.getByRole("button", { name: "Every week" }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto("/settings/channels");
    await page.getByRole("button", { name: "Add a channel" }).click();
    await page.getByRole("button", { name: /^E-mail/ }).click();
    await expect(page.getByLabel("Mail server")).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto("/settings/accounts");
    await expect(page.getByRole("heading", { name: "Shadeform" })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto("/settings/accounts/new");
    await expect(page.getByRole("button", { name: /^Shadeform/ })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: /^Fireworks/ }).click();
    await page.getByText("More settings").click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto("/settings/rules");
    await page.getByRole("button", { name: "Last 7 days of Cluster down" }).click();
    await expect(page.getByRole("status").filter({ hasText: /^It would have/ })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
  },
);
