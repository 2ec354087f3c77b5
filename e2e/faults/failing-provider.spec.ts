import { expect, type Page } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import { providers } from "@/lib/server/providers/registry";
import { test } from "../support/app";
import { shownSize } from "../support/fleet-size";
import { tileOf } from "../support/tile";

// Most of these wait for something to grow old: beside each other, not one after the other.
test.describe.configure({ mode: "parallel" });

const REFUSED = /Shadeform refused the key for GET \S+ \(401\)\. Check the key of this account\./;

function trouble(page: Page, title: string) {
  return page.getByRole("region", { name: "Accounts" }).getByText(title);
}

test("a refused key is explained, its clusters stay and age, the others stay live, and a refresh clears it", async ({
  page,
  request,
  fleet,
}) => {
  await page.goto("/");
  const tile = tileOf(page, "train-llama-7");
  await expect(tile).toContainText("8 of 8 nodes ok");
  await expect(tile).not.toContainText("was");

  fleet.setFault("shadeform", "401");
  await expect(trouble(page, "Shadeform cannot be read")).toBeVisible();
  await expect(page.getByText(REFUSED)).toBeVisible();
  await expect(tile).toContainText(/late \d+ s/);
  await expect(tile).toContainText(/STALE \d+ (s|min)/);
  await expect(tile).toContainText("Was running");
  await expect(tile).toContainText("was $181.12/h");
  await expect(tile).toContainText("was 8 of 8 nodes ok");
  await expect(tile.getByRole("article")).toHaveCSS("background-image", /repeating-linear-gradient/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("1 account failing");

  const clusterPage = await page.context().newPage();
  await clusterPage.goto((await tile.getByRole("link").getAttribute("href")) ?? "");
  await expect(clusterPage.getByText("Shadeform has not been readable for")).toBeVisible();
  await expect(clusterPage.getByText(REFUSED)).toBeVisible();
  await expect(clusterPage.getByText(/STALE \d+ (s|min)/)).toBeVisible();
  await expect(clusterPage.getByText("Was running").first()).toBeVisible();
  await clusterPage.close();

  const { accounts } = (await (await request.get("/api/clusters")).json()) as Fleet;
  expect(accounts.map(({ id, state, freshness }) => [id, state, freshness])).toEqual(
    providers.map(({ id }) => (id === "shadeform" ? [id, "failing", "stale"] : [id, "ok", "fresh"])),
  );
  await expect(tileOf(page, "Production US East")).not.toContainText("STALE");

  fleet.setFault("shadeform", "ok");
  await page.getByRole("button", { name: "Refresh Shadeform" }).click();
  await expect(page.getByText(/Shadeform will be read at \d\d:\d\d:\d\d/)).toBeVisible();
  await expect(trouble(page, "Shadeform cannot be read")).toHaveCount(0);
  await expect(tile).not.toContainText("was");
  await expect(tile).toContainText("8 of 8 nodes ok");
});

test("when every account fails, the last fleet stays, and none of it is called live", async ({ page, fleet }) => {
  await page.goto("/");
  await expect(tileOf(page, "train-llama-7")).toBeVisible();
  for (const { id } of providers) fleet.setFault(id, "500");
  const headline = page.getByRole("heading", { level: 1 });
  await expect(headline).toContainText(`None of ${await shownSize()} clusters is reporting`);
  await expect(headline).toContainText(`${providers.length} accounts failing`);
  await expect(page.locator("article[data-mark=healthy]")).toHaveCount(0);
  await expect(page.locator("article[data-mark=unknown]").first()).toBeVisible();
});

test("a provider that limits requests is shown as limited, with the pause, and is read again after it", async ({
  page,
  fleet,
}) => {
  await page.goto("/");
  await expect(tileOf(page, "rl-sandbox")).toBeVisible();
  fleet.setFault("tensorone", "429-seconds");
  await expect(trouble(page, "TensorOne is limited")).toBeVisible();
  await expect(trouble(page, "TensorOne is limited")).toContainText(/next attempt (in \d+ s|now)/);
  await expect(
    page.getByText(/TensorOne limits requests: GET \S+ \(429\)\. It is asked again once it allows\./),
  ).toBeVisible();
  fleet.setFault("tensorone", "ok");
  await expect(trouble(page, "TensorOne is limited")).toHaveCount(0);
});
