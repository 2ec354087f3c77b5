import { expect, test } from "@playwright/test";
import { providers } from "@/lib/server/providers/registry";
import { prepareServers } from "../servers/several-servers";
import { serveFleetOf } from "../support/served-fleet";
import { newDatabase } from "../support/shared-postgres";

test("Settings list the servers that share a database, who reads which accounts, and one that was killed", async ({
  page,
}) => {
  await using fleet = await serveFleetOf(providers);
  await using servers = await prepareServers({ databaseUrl: await newDatabase(), environment: fleet.environment });
  const one = await servers.start({});
  await page.goto(`${one.url}/settings`);
  const rows = page.getByRole("region", { name: "Servers" }).getByRole("listitem");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("judges alerts");
  await expect(rows).toContainText("Shadeform");

  const other = await servers.start({});
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: "This one" })).toHaveCount(1);
  // Little by little the one that has joined gets its share.
  await expect(rows.filter({ hasNotText: "Reads no account" })).toHaveCount(2);

  await servers.end(other, "SIGKILL");
  await expect(rows.filter({ hasText: /Last seen \d+ (s|min) ago/ })).toHaveCount(1);
  await expect(rows.filter({ hasText: "Last seen" })).toContainText("Reads no account");
});

test("on SQLite there is only this server, and the settings say so", async ({ page }) => {
  await using fleet = await serveFleetOf(providers);
  await using servers = await prepareServers({ databaseUrl: "", environment: fleet.environment });
  const { url } = await servers.start({});
  await page.goto(`${url}/settings`);
  await expect(page.getByText("This is the only server")).toBeVisible();
});
