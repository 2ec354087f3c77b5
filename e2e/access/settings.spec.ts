import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Fleet } from "@/lib/contract/fleet";
import { providers } from "@/lib/server/providers/registry";
import { test } from "../support/app";

const keys = providers.map((provider) => provider.createFake({ now: Date.now, startedAt: Date.now() }).apiKey);

test("an account is tested at the press of a button, and its key stays with the server", async ({ page, fleet }) => {
  const bodies: string[] = [];
  page.on("response", async (response) => bodies.push(await response.text().catch(() => "")));
  await page.goto("/settings/accounts");
  const row = page.getByRole("listitem").filter({ hasText: "Shadeform" }).first();
  // The server waits eight seconds for a provider, which a busy machine may take.
  const expectResult = (result: RegExp) =>
    expect(async () => {
      await row.getByRole("button", { name: "Test" }).click();
      await expect(row.getByRole("status")).toHaveText(result, { timeout: 15_000 });
    }).toPass();
  await expectResult(/^Read .*: Shadeform has \d+ clusters\.$/);
  fleet.setFault("shadeform", "401");
  await expectResult(/^Tried .*Shadeform refused/);
  await page.goto("/settings");
  await expect(page.getByText("SQLite")).toBeVisible();
  expect(keys.filter((key) => bodies.some((body) => body.includes(key)))).toEqual([]);
});

test("the audit log says who read connection details, keeps its filter in the URL, and exports", async ({
  page,
  request,
}) => {
  const clusters = async () => ((await (await request.get("/api/clusters")).json()) as Fleet).clusters;
  await expect.poll(async () => (await clusters()).length).toBeGreaterThan(0);
  const [cluster] = await clusters();
  await request.get(`/api/clusters/${encodeURIComponent(cluster?.id ?? "")}/connection`);

  await page.goto("/settings/audit");
  await page.getByLabel("Action").selectOption("Connection details read");
  await expect(page).toHaveURL(/action=connection-details-read/);
  await page.reload();
  const rows = page.getByRole("row").filter({ hasText: cluster?.id ?? "" });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("127.0.0.1");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export as JSON" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^clusterdeck-audit-\d{4}-\d\d-\d\d\.json$/);
  const entries = JSON.parse(await readFile(await download.path(), "utf8")) as AuditEntry[];
  expect(entries.map(({ action, target }) => [action, target])).toEqual([["connection-details-read", cluster?.id]]);

  await page.getByLabel("To", { exact: true }).fill("2001-01-01");
  await expect(page.getByText("No entry matches these filters.")).toBeVisible();
});
