import { expect } from "@playwright/test";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import type { SharedFleet } from "@/lib/contract/shared";
import { test } from "./app";

test("a link is made, opened by a guest, and gone at once when it is revoked", async ({ page, browser }) => {
  await page.goto("/links");
  await page.getByRole("button", { name: "New link" }).click();
  await page.getByLabel("Name, for your own list").fill("For Acme");
  await page.getByLabel("Shadeform").check();
  await page.getByRole("button", { name: "Make the link" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("img", { name: "QR code" })).toBeVisible();
  const url = await dialog.locator("code").innerText();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("never opened")).toBeVisible();

  const guest = await (await browser.newContext()).newPage();
  const answer = await guest.goto(url);
  expect(answer?.headers()).toMatchObject({
    "cache-control": expect.stringContaining("no-store"),
    "referrer-policy": "no-referrer",
    "x-robots-tag": expect.stringContaining("noindex"),
  });
  await expect(guest.getByRole("link", { name: "Cluster 1", exact: true })).toBeVisible();
  await expect(guest.getByRole("navigation")).toHaveCount(0);
  await expect(guest.getByText("Burn")).toHaveCount(0);
  await guest.getByRole("link", { name: "Cluster 1", exact: true }).click();
  await expect(guest.getByRole("heading", { name: "Cluster 1" })).toBeVisible();
  await expect(guest.getByRole("button", { name: "Connect" })).toHaveCount(0);

  await page.reload();
  await expect(page.getByText("opened 1 time")).toBeVisible();
  await page.getByRole("button", { name: "Revoke For Acme" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(guest.getByRole("heading", { name: "There is nothing here" })).toBeVisible({ timeout: 10_000 });
  expect((await guest.goto(url))?.status()).toBe(404);
});

test("a link with a password shows nothing before it is said", async ({ page, request, app }) => {
  const { url } = await makeLink({ password: "correct horse" });
  const token = url.split("/").at(-1);
  expect((await request.get(`/api/shared/${token}/clusters`)).status()).toBe(401);
  expect((await request.get(`/api/shared/${token}/preview.png`)).status()).toBe(401);
  await page.goto(url);
  await page.getByLabel("Password").fill("wrong horse");
  await page.getByRole("button", { name: "Show the page" }).click();
  await expect(page.getByText("That is not this link’s password.")).toBeVisible();
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Show the page" }).click();
  await expect(page.getByRole("link", { name: "Cluster 1", exact: true })).toBeVisible();
  expect(page.url()).toBe(url);

  async function makeLink(terms: object): Promise<CreatedShareLink> {
    const made = await request.post("/api/share-links", {
      headers: { Origin: app.url },
      data: { name: "x", kind: "link", scope: {}, ...terms },
    });
    expect(made.status()).toBe(201);
    return await made.json();
  }
});

test("no planted secret, price, name or id reaches a guest's answer, page or preview", async ({
  page,
  request,
  app,
}) => {
  await expect.poll(async () => (await request.get("/api/ready")).status()).toBe(200);
  const own = await (await request.get("/api/clusters")).json();
  const made = await request.post("/api/share-links", {
    headers: { Origin: app.url },
    data: { name: "Private words", kind: "display", scope: {}, show: { costs: false, names: false } },
  });
  const { url }: CreatedShareLink = await made.json();
  const base = `/api/shared/${url.split("/").at(-1)}`;
  const bodies: string[] = [];
  page.on("response", async (response) => bodies.push(await response.text().catch(() => "")));
  await page.goto(url);
  await expect(page.getByRole("link", { name: "Cluster 1", exact: true })).toBeVisible();
  const fleet: SharedFleet = await (await request.get(`${base}/clusters`)).json();
  bodies.push(JSON.stringify(fleet));
  for (const { id } of fleet.clusters) {
    const answer = await request.get(`${base}/clusters/${encodeURIComponent(id)}`);
    expect(answer.status()).toBe(200);
    bodies.push(await answer.text());
  }
  const preview = await request.get(`${base}/preview.png`);
  expect(preview.headers()["content-type"]).toBe("image/png");

  expect(fleet.clusters.length).toBeGreaterThan(10);
  const hidden = own.clusters.flatMap(({ id, providerClusterId, name }: Record<string, string>) => [
    id,
    providerClusterId,
    name,
  ]);
  const text = bodies.join("\n");
  expect(["CANARY", "Private words", ...hidden].filter((secret) => text.includes(secret))).toEqual([]);
  expect(fleet.clusters.every(({ rate }) => rate.usdMicrosPerHour === null && rate.source === "none")).toBe(true);
});

test("a page stands in a frame only where its link says so", async ({ request, app }) => {
  const policyOf = async (frameOrigins: string[]) => {
    const made = await request.post("/api/share-links", {
      headers: { Origin: app.url },
      data: { name: "x", kind: "display", scope: {}, frameOrigins },
    });
    const { url }: CreatedShareLink = await made.json();
    return (await request.get(url)).headers()["content-security-policy"];
  };
  expect(await policyOf([])).toContain("frame-ancestors 'none'");
  expect(await policyOf(["https://intranet.example.com"])).toContain("frame-ancestors https://intranet.example.com");
});
