import { expect } from "@playwright/test";
import { test } from "../support/app";
import { startAppWithFile } from "../support/configured-app";

test("the demo shows what people would hear, as each service would", async ({ browser }) => {
  const { app, stopAndForget } = await startAppWithFile("alerts: { groupWaitMs: 0 }\n", {});
  const page = await (await browser.newContext({ baseURL: app.url })).newPage();
  await page.goto("/alerts");
  const inbox = page.getByRole("region", { name: "What people hear" });
  const said = inbox.getByText(/ablation-spare is stopped and still billed/).first();
  await expect(said).toBeVisible();
  const channels = await inbox.getByLabel("As in").locator("option").allTextContents();
  expect(channels.toSorted()).toEqual(
    [
      "Discord",
      "E-mail",
      "Microsoft Teams",
      "PagerDuty",
      "Slack",
      "Telegram",
      "Web Push",
      "Webhook",
      "ntfy",
    ].toSorted(),
  );
  for (const channel of channels) {
    await inbox.getByLabel("As in").selectOption(channel);
    await expect(said).toBeVisible();
  }
  await stopAndForget();
});
