import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "../support/app";
import { inviteCallers, withSignIn } from "../support/callers";

const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-viewers-"));
test.use({ environment: withSignIn(dataDir) });
test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("a viewer sees alerts and silences, and is offered nothing that changes them", async ({ app, browser }) => {
  const { as } = await inviteCallers(app.url, { dataDir });
  const firing = async () => (await (await as.operator.get("/api/alerts/firing")).json()).alerts.length;
  await expect.poll(firing).toBeGreaterThan(0);
  const silence = { match: { rule: "idle" }, until: new Date(Date.now() + 3_600_000).toISOString(), why: "We know" };
  expect((await as.operator.post("/api/silences", { data: silence })).status()).toBe(201);

  const viewer = await browser.newContext({ storageState: await as.viewer.storageState(), baseURL: app.url });
  const page = await viewer.newPage();
  await page.goto("/alerts");
  await expect(page.getByRole("region", { name: "Firing now" }).getByRole("listitem").first()).toBeVisible();
  await expect(page.getByText("We know · operator@example.org")).toBeVisible();
  await expect(page.getByRole("button", { name: /^(?:Silence|New silence|End now|Send again)/ })).toHaveCount(0);
  await expect(page.getByText("Nobody is told of alerts")).toHaveCount(0);

  const operator = await browser.newContext({ storageState: await as.operator.storageState(), baseURL: app.url });
  const other = await operator.newPage();
  await other.goto("/alerts");
  await expect(other.getByRole("button", { name: "New silence" })).toBeVisible();
  await expect(other.getByRole("button", { name: /^Silence/ }).first()).toBeVisible();
  await expect(other.getByRole("button", { name: /^End now/ })).toBeVisible();
});
