import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";
import type { Costs } from "@/lib/contract/costs";
import type { Fleet } from "@/lib/contract/fleet";
import type { GuestCosts, GuestFleet } from "@/lib/contract/guest";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import { providers } from "@/lib/server/providers/registry";
import { sharedTest } from "../support/app";
import type { AppProcess } from "../support/app-process";
import { watchQuiet } from "../support/watch-quiet";

/** What must not be in the app's output: the links' tokens and passwords are added as they are made. */
const secrets = ["CANARY"];
sharedTest.afterEach(({ app }) => {
  expect(secrets.filter((secret) => app.output().includes(secret))).toEqual([]);
});

sharedTest("a link is made, opened by a guest, and gone at once when it is revoked", async ({ page, browser }) => {
  const name = `For Acme ${randomUUID()}`;
  const row = page.getByRole("listitem").filter({ hasText: name });
  await page.goto("/links");
  await page.getByRole("button", { name: "New link" }).click();
  await page.getByLabel("Name (for your own list)").fill(name);
  await page.getByRole("checkbox", { name: /^Shadeform \d/ }).check();
  await page.getByRole("button", { name: "Create the link" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("img", { name: "QR code" })).toBeVisible();
  const url = await dialog.locator("code").innerText();
  secrets.push(tokenOf(url));
  await page.getByRole("button", { name: "Done" }).click();
  await expect(row.getByText("never opened")).toBeVisible();

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
  await expect(row.getByText("opened 1 time")).toBeVisible();
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(guest.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  expect((await guest.goto(url))?.status()).toBe(404);
});

sharedTest("a link with a password shows nothing before it is entered", async ({ page, request }) => {
  const password = "correct horse ";
  secrets.push(password, "wrong horse");
  await page.goto("/links");
  await page.getByRole("button", { name: "New link" }).click();
  await page.getByLabel("Name (for your own list)").fill("For Acme");
  await page.getByRole("checkbox", { name: /^Shadeform \d/ }).check();
  await page.getByText("Password, embedding").click();
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Create the link" }).click();
  const url = await page.getByRole("dialog").locator("code").innerText();
  const token = tokenOf(url);
  secrets.push(token);
  expect((await request.get(`/api/shared/${token}/clusters`)).status()).toBe(401);
  expect((await request.get(`/api/shared/${token}/preview.png`)).status()).toBe(401);
  await page.goto(url);
  await page.getByLabel("Password").fill("wrong horse");
  await page.getByRole("button", { name: "Show the page" }).click();
  await expect(page.getByText("That is not this link’s password.")).toBeVisible();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Show the page" }).click();
  await expect(page.getByRole("link", { name: "Cluster 1", exact: true })).toBeVisible();
  expect(page.url()).toBe(url);
});

sharedTest(
  "no planted secret, price, name or id reaches a guest's answer, page or preview",
  async ({ page, request, app }) => {
    const own = await readyFleet(request);
    const show = { costs: false, names: false };
    const { url } = await makeLink(request, app, { name: "Private words", kind: "link", show });
    const base = `/api/shared/${url.split("/").at(-1)}`;
    const bodies: string[] = [];
    page.on("response", async (response) => bodies.push(await response.text().catch(() => "")));
    await page.goto(url);
    await expect(page.getByRole("link", { name: "Cluster 1", exact: true })).toBeVisible();
    const fleet: GuestFleet = await (await request.get(`${base}/clusters`)).json();
    bodies.push(JSON.stringify(fleet));
    for (const { id } of fleet.clusters) {
      const answer = await request.get(`${base}/clusters/${encodeURIComponent(id)}`);
      expect(answer.status()).toBe(200);
      bodies.push(await answer.text());
    }
    const preview = await request.get(`${base}/preview.png`);
    expect(preview.headers()["content-type"]).toBe("image/png");

    expect(fleet.clusters.length).toBeGreaterThan(10);
    // A cluster may be called as its provider is, which the link names.
    const labels = providers.map(({ label }) => label);
    const hidden = own.clusters
      .flatMap(({ id, providerClusterId, name }) => [id, providerClusterId, name])
      .filter((text) => !labels.includes(text));
    const text = bodies.join("\n");
    expect(["CANARY", "Private words", ...hidden].filter((secret) => text.includes(secret))).toEqual([]);
    expect(fleet.clusters.every(({ rate }) => rate.usdMicrosPerHour === null && rate.source === "none")).toBe(true);
  },
);

sharedTest(
  "nothing that guests are sent names a provider or a region that the link hides",
  async ({ page, request, app }) => {
    const own = await readyFleet(request);
    const show = { costs: true, names: true, provider: false, region: false };
    const { url } = await makeLink(request, app, { show });
    const base = `/api/shared/${tokenOf(url)}`;
    const read = async (path: string) => (await request.get(`${base}/${path}`)).text();
    const fleet: GuestFleet = JSON.parse(await read("clusters"));
    expect(fleet.clusters.length).toBeGreaterThan(10);
    const bodies = [JSON.stringify(fleet)];
    for (const { id } of fleet.clusters) {
      const path = `clusters/${encodeURIComponent(id)}`;
      bodies.push(await read(path), await read(`${path}/timeline`));
    }
    for (const groupBy of ["none", "provider", "account", "cluster", "gpu-model"]) {
      bodies.push(await read(`costs?groupBy=${groupBy}`));
    }
    for (const path of ["", "?view=table", "/costs", `/clusters/${encodeURIComponent(fleet.clusters[0]?.id ?? "")}`]) {
      await page.goto(`${url}${path}`);
      await expect(page.getByText(/Account \d|Burning/).first()).toBeVisible();
      bodies.push(await page.content());
    }

    // A region's label may be part of a cluster's own name.
    const names = own.clusters.map(({ name }) => name.toLowerCase()).join("\n");
    const regions = own.clusters.flatMap(({ region, cloud }) => [region?.id, region?.label, cloud]);
    const providers = own.accounts.flatMap(({ provider, providerLabel }) => [provider, providerLabel]);
    const hidden = new Set([...regions, ...providers].flatMap((text) => text?.toLowerCase() ?? []));
    const text = bodies.join("\n").toLowerCase();
    // "aws" is a part of "draws".
    const words = new Set(text.match(/[\w-]+/g));
    const isTold = (secret: string) => (/^\w{1,4}$/.test(secret) ? words.has(secret) : text.includes(secret));
    expect(hidden.size).toBeGreaterThan(8);
    expect([...hidden].filter((secret) => isTold(secret) && !names.includes(secret))).toEqual([]);
  },
);

sharedTest(
  "a link with costs shows what a member is shown of the same clusters, and nothing of the account",
  async ({ page, request, app }) => {
    const { clusters } = await readyFleet(request);
    const priced = clusters.find(({ rate }) => (rate.usdMicrosPerHour ?? 0) > 0)?.id ?? "";
    const { id, url } = await makeLink(request, app, {
      scope: { clusterIds: [priced] },
      show: { costs: true, names: false },
    });
    const base = `/api/shared/${url.split("/").at(-1)}`;
    const readCosts = async (path: string) => {
      const answer = await request.get(path);
      expect(answer.status(), path).toBe(200);
      return await answer.json();
    };
    const end = Date.now() + 2_000;
    const until = `to=${new Date(end).toISOString()}&groupBy=cluster`;
    // By then it was read after the end, and what came before the end no longer changes.
    const latest = async () =>
      (await readyFleet(request)).clusters.find((cluster) => cluster.id === priced)?.observedAt;
    await expect.poll(async () => Date.parse((await latest()) ?? "")).toBeGreaterThan(end + 2_000);
    const own: Costs = await readCosts(`/api/costs?clusterId=${encodeURIComponent(priced)}&${until}`);
    expect(own.totalUsdMicros).toBeGreaterThan(0);
    for (const path of [`${base}/costs`, `/api/share-links/${id}/preview/costs`]) {
      const shown: GuestCosts = await readCosts(`${path}?${until}`);
      expect(shown.totalUsdMicros).toBe(own.totalUsdMicros);
      expect(shown.series.map(({ label }) => label)).toEqual(["Cluster 1"]);
      expect(JSON.stringify(shown)).not.toContain(priced.slice(priced.indexOf("~") + 1));
    }

    const bodies: string[] = [];
    page.on("response", async (response) => bodies.push(await response.text().catch(() => "")));
    const untilQuiet = watchQuiet(page);
    await page.goto(url);
    await expect(page.getByText("Month to date")).toBeVisible();
    await page.getByRole("link", { name: "Costs" }).click();
    await expect(page.getByRole("heading", { name: /Burning/ })).toBeVisible();
    await expect(page.getByText("Budget")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "CSV" })).toHaveCount(0);
    await page.getByLabel("Group by").selectOption("cluster");
    await expect(page.getByRole("rowheader", { name: "Cluster 1" })).toBeVisible();
    await page.getByRole("link", { name: "Fleet" }).click();
    await page.getByRole("link", { name: "Cluster 1", exact: true }).click();
    await expect(page.getByText("This month")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
    await untilQuiet();
    const hidden = clusters.flatMap(({ id, providerClusterId, name }) => [id, providerClusterId, name]);
    expect(["CANARY", ...hidden].filter((secret) => bodies.join("\n").includes(secret))).toEqual([]);
  },
);

sharedTest("a link without costs has no costs page, as if there were no link", async ({ page, request, app }) => {
  await readyFleet(request);
  const { id, url } = await makeLink(request, app, { show: { costs: false, names: true } });
  const base = `/api/shared/${url.split("/").at(-1)}`;
  const [refused, unknown] = await Promise.all([request.get(`${base}/costs`), request.get("/api/shared/none/costs")]);
  expect([refused.status(), unknown.status()]).toEqual([404, 404]);
  expect(await refused.text()).toBe(await unknown.text());
  expect((await request.get(`/api/share-links/${id}/preview/costs`)).status()).toBe(404);
  expect((await page.goto(`${url}/costs`))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  expect((await page.goto(`/links/${id}/preview/costs`))?.status()).toBe(404);

  const asked: string[] = [];
  const untilQuiet = watchQuiet(page);
  page.on("request", (sent) => asked.push(new URL(sent.url()).pathname));
  await page.goto(url);
  await page.getByRole("list").getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText(/running|provisioning/i);
  await expect(page.getByText(/\$|billed|price|rate/i)).toHaveCount(0);
  await untilQuiet();
  expect(asked.filter((path) => path.endsWith("/costs"))).toEqual([]);
  const fleet: GuestFleet = await (await request.get(`${base}/clusters`)).json();
  expect(fleet.totals.month).toBeUndefined();
  expect(fleet.clusters.filter(({ recentRates }) => recentRates !== undefined)).toEqual([]);
});

sharedTest("a request to a page with too large a body does not put its link into the log", async ({ request, app }) => {
  const { url } = await makeLink(request, app, {});
  const before = app.output().length;
  expect((await request.post(url, { data: "x".repeat(65 * 1_024) })).status()).toBe(405);
  await expect.poll(() => app.output().slice(before)).toContain("exceeded 64KB for /s/[token]");
});

sharedTest("a page can be framed only where its link allows it", async ({ request, app }) => {
  const policyOf = async (frameOrigins: string[]) => {
    const { url } = await makeLink(request, app, { kind: "display", frameOrigins });
    return (await request.get(url)).headers()["content-security-policy"];
  };
  expect(await policyOf([])).toContain("frame-ancestors 'none'");
  expect(await policyOf(["https://intranet.example.com"])).toContain("frame-ancestors https://intranet.example.com");
});

async function readyFleet(request: APIRequestContext): Promise<Fleet> {
  await expect.poll(async () => (await request.get("/api/ready")).status()).toBe(200);
  return await (await request.get("/api/clusters")).json();
}

async function makeLink(
  request: APIRequestContext,
  app: Pick<AppProcess, "url">,
  terms: object,
): Promise<CreatedShareLink> {
  const made = await request.post("/api/share-links", {
    headers: { Origin: app.url },
    data: { name: "x", kind: "link", scope: {}, ...terms },
  });
  expect(made.status()).toBe(201);
  const link: CreatedShareLink = await made.json();
  secrets.push(tokenOf(link.url));
  return link;
}

function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1);
}
