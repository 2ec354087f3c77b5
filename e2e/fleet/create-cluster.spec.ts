import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Cluster, Fleet } from "@/lib/contract/fleet";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { createRequestOf } from "@/lib/server/providers/fireworks/create-request";
import type { CreateFault } from "@/lib/server/providers/fireworks/fake/create";
import { providers } from "@/lib/server/providers/registry";
import { variablesOf } from "@/lib/server/providers/settings";
import { sharedTest, test } from "../support/app";
import { clusterPath, tileOf } from "../support/tile";

const order: Order = {
  clusterId: "train-eu",
  displayName: "Training EU",
  eksCluster: {
    awsAccountId: "004815162342",
    region: "eu-central-1",
    metricWriterRole: "arn:aws:iam::004815162342:role/CANARY-metrics",
  },
};
const CREATE_PATH = "/api/accounts/fireworks/clusters";

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel("Cluster id").fill("train-eu");
  await page.getByLabel("Display name").fill("Training EU");
  await page.getByLabel("AWS account id").fill("004815162342");
  await page.getByLabel("AWS region").fill("eu-central-1");
}

async function toSummary(page: Page): Promise<void> {
  await page.goto("/clusters/new");
  await fillIn(page);
  await page.getByRole("button", { name: "Continue to the summary" }).click();
  await expect(page.getByRole("heading", { name: "Is this right?" })).toBeFocused();
}

const send = (page: Page) => page.getByRole("button", { name: "Create the cluster" }).click();

/** Serious faults in both themes. */
async function seriousFaults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    found.push(...violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id));
  }
  return found;
}

test("a cluster is described, read back, created once, and in the fleet at once", async ({ page, request, fleet }) => {
  const posts: string[] = [];
  // The command for a shell is asked for with the same values, and orders nothing.
  page.on("request", (sent) => sent.url().endsWith(CREATE_PATH) && posts.push(sent.postData() ?? ""));
  await page.goto("/");
  await page.getByRole("link", { name: "New cluster" }).click();
  await fillIn(page);
  await page.getByText("all optional; without them").click();
  await page.getByLabel("Metric writer role").fill("arn:aws:iam::123456789012:role/Metrics");
  await expect(page.getByText("Is this meant? This role is in account 123456789012")).toBeVisible();
  await page.getByLabel("Metric writer role").fill("");
  await page.getByRole("button", { name: "Continue to the summary" }).click();

  await expect(page.getByText("Not sent. No metrics are written.")).toBeVisible();
  await page.getByText("The same as a curl command").click();
  await expect(page.locator("pre")).toContainText("$FIREWORKS_API_KEY");
  const url = fleet.environment.FIREWORKS_BASE_URL;
  await expect(page.locator("pre")).toContainText(`--url '${url}/v1/accounts/clusterdeck-demo/clusters'`);
  await expect(page.locator("pre")).toContainText('"awsAccountId": "004815162342"');
  await page.getByRole("button", { name: "Create the cluster" }).dblclick();
  await expect(page).toHaveURL(clusterPath("fireworks~train-eu"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Training EU");
  await expect(page.getByText(/^Provisioning/).first()).toBeVisible();
  expect(posts).toEqual([
    JSON.stringify({
      clusterId: "train-eu",
      displayName: "Training EU",
      eksCluster: { awsAccountId: "004815162342", region: "eu-central-1" },
    }),
  ]);

  await page.getByRole("link", { name: "Fleet", exact: true }).first().click();
  await expect(tileOf(page, "Training EU")).toContainText("Provisioning");
  fleet.advance(4 * MINUTE_MS);
  await expect(tileOf(page, "Training EU")).toContainText("Running");
  const timeline = await request.get(`/api/clusters/fireworks~train-eu/timeline`);
  await expect.poll(async () => (await (await request.get(timeline.url())).json()).intervals.length).toBeGreaterThan(0);
  // The next one starts empty.
  await page.goto("/clusters/new");
  await expect(page.getByLabel("Cluster id")).toHaveValue("");
});

sharedTest(
  "what is wrong is told at the field when it is left, and all of it when it is to be sent",
  async ({ page }) => {
    await page.goto("/clusters/new");
    await page.getByLabel("AWS account id").fill("4815");
    await page.getByLabel("AWS region").focus();
    await expect(page.getByText("An AWS account id is 12 digits")).toBeVisible();
    await expect(page.getByLabel("AWS account id")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("AWS region").fill("Frankfurt");
    // One press is enough, even if the field that loses the focus shows an error at that moment.
    await page.getByRole("button", { name: "Continue to the summary" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "3 fields need another look" });
    await expect(summary).toBeFocused();
    expect(await seriousFaults(page)).toEqual([]);
    await summary.getByRole("link", { name: "Cluster id" }).click();
    await expect(page.getByLabel("Cluster id")).toBeFocused();
    await page.keyboard.type("train-eu");
    await expect(page.getByRole("alert").filter({ hasText: "2 fields need another look" })).toBeVisible();
    await expect(page.getByLabel("Cluster id")).toBeFocused();
  },
);

test("what was entered outlives the way back, a reload and a refusal", async ({ page, fleet }) => {
  await toSummary(page);
  expect(await seriousFaults(page)).toEqual([]);
  await page.goBack();
  await expect(page.getByLabel("Display name")).toHaveValue("Training EU");
  await page.goForward();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Is this right?" })).toBeVisible();
  fleet.fakes.fireworks.createFault = 403;
  await send(page);
  await expect(page.getByRole("alert").filter({ hasText: "does not allow this key to create clusters" })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Back to the form" }).click();
  await expect(page.getByLabel("AWS region")).toHaveValue("eu-central-1");
  fleet.fakes.fireworks.createFault = null;
  await page.getByRole("button", { name: "Continue to the summary" }).click();
  await send(page);
  await expect(page).toHaveURL(clusterPath("fireworks~train-eu"));
});

test("an order that gets no answer is looked for, and never automatically sent again", async ({ page, fleet }) => {
  const fake = fleet.fakes.fireworks;
  let creates = 0;
  const { handle } = fake;
  fake.handle = (request) => {
    if (request.method === "POST") creates += 1;
    return handle(request);
  };
  await toSummary(page);
  fake.createFault = "reset";
  await send(page);
  await expect(page.getByRole("heading", { name: "The cluster may exist" })).toBeFocused();
  await page.getByRole("button", { name: "Back to the order" }).click();
  await expect(page.getByRole("heading", { name: "Is this right?" })).toBeFocused();
  await send(page);
  await expect(page.getByRole("heading", { name: "The cluster may exist" })).toBeFocused();
  expect(creates).toBe(2);
  expect(await seriousFaults(page)).toEqual([]);
  await page.reload();
  await expect(page.getByText("Looking for it")).toBeVisible();
  expect(creates).toBe(2);

  // It arrives late, as if the provider had been slow.
  fake.createFault = null;
  await fake.handle(
    new Request("http://fake.test/v1/accounts/clusterdeck-demo/clusters", {
      method: "POST",
      headers: { authorization: `Bearer ${fake.apiKey}` },
      body: JSON.stringify(createRequestOf(order)),
    }),
  );
  await expect(page.getByRole("heading", { name: "The cluster exists" })).toBeVisible();
  await page.getByRole("link", { name: "Open the cluster" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Training EU");
  expect(creates).toBe(3);
});

test("an order on a connection that fails is not sent, and nothing is looked for", async ({ page, request, fleet }) => {
  await toSummary(page);
  // A page instead of JSON is also what a broken proxy before Clusterdeck would answer.
  fleet.setFault("fireworks", "html");
  const codeOf = async () =>
    ((await (await request.get("/api/clusters")).json()) as Fleet).accounts.find(({ id }) => id === "fireworks")
      ?.problem?.code;
  await expect.poll(codeOf).toBe("bad-response");
  await send(page);
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was sent" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Is this right?" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "The cluster may exist" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Create the cluster" })).toBeVisible();
});

test("the call answers every refusal with a sentence, without a key, an ARN or the provider's own text", async ({
  request,
  app,
  fleet,
}) => {
  const bodies: string[] = [];
  const create = async (data: unknown = order, account = "fireworks") => {
    const path = CREATE_PATH.replace("fireworks", account);
    const answer = await request.post(path, { data: JSON.stringify(data), headers: { Origin: app.url } });
    bodies.push(await answer.text());
    return { status: answer.status(), body: await answer.json() };
  };
  const read = async () => (await (await request.get("/api/clusters")).json()) as Fleet;
  await expect.poll(async () => (await read()).accounts.every(({ state }) => state === "ok")).toBe(true);
  expect((await read()).accounts.flatMap(({ id, canCreate }) => (canCreate ? [id] : []))).toEqual(["fireworks"]);

  expect((await request.post(CREATE_PATH, { data: order })).status()).toBe(403);
  expect((await create(order, "none")).status).toBe(404);
  expect(await create(order, "shadeform")).toMatchObject({ status: 501, body: { code: "not-supported" } });
  expect(await create({ ...order, clusterId: "A", state: "READY" })).toMatchObject({
    status: 400,
    body: { code: "bad-request", fields: { clusterId: expect.any(String), state: expect.any(String) } },
  });
  expect(await create({ clusterId: "fake", fakeCluster: {} })).toMatchObject({
    status: 400,
    body: { fields: { fakeCluster: expect.stringContaining("demo") } },
  });
  expect(await create({ ...order, clusterId: "prod-us-east" })).toMatchObject({
    status: 409,
    body: { code: "exists" },
  });

  const refusals: [CreateFault, number, string][] = [
    [400, 400, "did not accept these values"],
    [401, 502, "refused the key"],
    [403, 502, "does not allow this key to create clusters"],
    [409, 409, "already"],
    [429, 429, "limits requests"],
  ];
  for (const [fault, status, words] of refusals) {
    fleet.fakes.fireworks.createFault = fault;
    expect(await create()).toMatchObject({ status, body: { detail: expect.stringContaining(words) } });
  }
  fleet.fakes.fireworks.createFault = "reset";
  expect(await create()).toMatchObject({ status: 504, body: { code: "no-answer", mayExist: true } });
  expect((await read()).clusters.some(({ providerClusterId }) => providerClusterId === "train-eu")).toBe(false);

  // The provider fails after it has created the cluster, so the list shows it.
  const found: [CreateFault, string][] = [
    ["500-created", "after-500"],
    ["reset-created", "after-reset"],
  ];
  for (const [fault, clusterId] of found) {
    fleet.fakes.fireworks.createFault = fault;
    expect(await create({ ...order, clusterId })).toMatchObject({
      status: 201,
      body: { id: `fireworks~${clusterId}`, status: "provisioning" },
    });
  }
  fleet.fakes.fireworks.createFault = null;
  const both = await Promise.all([create(), create()]);
  expect(both.map(({ status, body }) => [status, (body as Cluster).id])).toEqual([
    [201, "fireworks~train-eu"],
    [201, "fireworks~train-eu"],
  ]);

  const entries = (await (await request.get("/api/audit/export")).json()) as AuditEntry[];
  const told = entries.map(({ action, target }) => `${action} ${target}`);
  expect(told.filter((line) => line.startsWith("cluster-"))).toEqual([
    "cluster-creation-unanswered fireworks~train-eu",
    "cluster-created fireworks~after-500",
    "cluster-created fireworks~after-reset",
    "cluster-created fireworks~train-eu",
  ]);
  const secrets = ["CANARY", "004815162342", fleet.fakes.fireworks.apiKey];
  expect(secrets.filter((secret) => [...bodies, app.output()].some((text) => text.includes(secret)))).toEqual([]);
});

test.describe("without a Fireworks account", () => {
  test.use({ environment: { FIREWORKS_API_KEY: "", FIREWORKS_ACCOUNT_ID: "", FIREWORKS_BASE_URL: "" } });

  test("the page says what is needed, and the fleet offers nothing", async ({ page }) => {
    await page.goto("/clusters/new");
    await expect(page.getByText("no Fireworks account is connected")).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto("/");
    await expect(tileOf(page, "train-llama-7")).toBeVisible();
    await expect(page.getByRole("link", { name: "New cluster" })).toHaveCount(0);
  });
});

test.describe("in the demo", () => {
  test.use({
    environment: Object.fromEntries(providers.flatMap(variablesOf).map((name) => [name, ""])),
  });

  test("a fake cluster can be created, too", async ({ page }) => {
    await page.goto("/clusters/new");
    await page.getByRole("button", { name: "Test backend" }).click();
    await page.getByLabel("Cluster id").fill("fake-1");
    await page.getByRole("button", { name: "Continue to the summary" }).click();
    await send(page);
    await expect(page).toHaveURL(clusterPath("fireworks~fake-1"));
    await expect(page.getByText("Fireworks' fake cluster, for tests")).toBeVisible();
  });
});
