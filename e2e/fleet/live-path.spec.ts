import { expect, type Page } from "@playwright/test";
import { clusterBody } from "@/lib/server/providers/fireworks/fake/bodies";
import { test } from "../support/app";
import type { Fakes } from "../support/served-fleet";
import { clusterPath, tileOf } from "../support/tile";

/** Fails once the document is another one than it is now. */
async function forbidReload(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.body.setAttribute("data-same-document", ""));
  return () => expect(page.locator("body[data-same-document]")).toHaveCount(1);
}

function setPrice({ shadeform }: Fakes, clusterName: string, cents: number): void {
  const { world } = shadeform;
  shadeform.world = () => ({
    ...world(),
    clusters: world().clusters.map((cluster) =>
      cluster.name === clusterName ? { ...cluster, hourly_price: cents } : cluster,
    ),
  });
}

function failNode({ "prime-intellect": prime }: Fakes, clusterName: string): void {
  const { world } = prime;
  prime.world = () =>
    world().map((cluster) => {
      if (cluster.name !== clusterName) return cluster;
      const [first, ...rest] = cluster.nodes;
      return {
        ...cluster,
        nodes: [{ ...first, status: "ERROR", installationFailure: "GPU 5 fell off the bus" }, ...rest],
      };
    });
}

function setGpuHealth({ tensorone }: Fakes, clusterName: string, result: string): void {
  const { world } = tensorone;
  tensorone.world = () =>
    world().map((cluster) =>
      cluster.name === clusterName
        ? { ...cluster, healthChecks: { ...cluster.healthChecks, gpu_health: result } }
        : cluster,
    );
}

function addCluster({ fireworks }: Fakes, displayName: string): void {
  const { world } = fireworks;
  const story = { id: "new-one", displayName, region: "eu-west-1", state: "READY", createdAt: Date.now() } as const;
  fireworks.world = () => ({ ...world(), clusters: [...world().clusters, clusterBody(story)] });
}

test("a change at each provider reaches the open fleet page, without a reload", async ({ page, fleet }) => {
  await page.goto("/");
  await expect(tileOf(page, "batch-embeddings")).toContainText("$11.88/h");
  await expect(tileOf(page, "llama-pretrain-a")).toContainText("32 of 32 nodes ok");
  await expect(tileOf(page, "rl-sandbox")).toContainText("Running");
  await expect(tileOf(page, "Tokyo")).toHaveCount(0);
  const expectSameDocument = await forbidReload(page);

  setPrice(fleet.fakes, "batch-embeddings", 1_234);
  failNode(fleet.fakes, "llama-pretrain-a");
  setGpuHealth(fleet.fakes, "rl-sandbox", "failed");
  addCluster(fleet.fakes, "Tokyo");

  await expect(tileOf(page, "batch-embeddings")).toContainText("$12.34/h");
  await expect(tileOf(page, "llama-pretrain-a")).toContainText("31 of 32 nodes ok");
  await expect(tileOf(page, "llama-pretrain-a")).toContainText("GPU 5 fell off the bus");
  await expect(tileOf(page, "rl-sandbox")).toContainText("Unhealthy");
  await expect(tileOf(page, "Tokyo")).toBeVisible();
  await expectSameDocument();
});

test("a node that fails and heals is seen on the open page of its cluster", async ({ page, fleet }) => {
  const { world } = fleet.fakes["prime-intellect"];
  await page.goto(clusterPath("prime-intellect~cl_000001"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("llama-pretrain-a");
  const row = page.getByRole("row", { name: /^llama-pretrain-a-0\b/ });
  await expect(row).toContainText("Running");
  const expectSameDocument = await forbidReload(page);

  failNode(fleet.fakes, "llama-pretrain-a");
  await expect(row).toContainText("Error");
  await expect(page.getByText("31 of 32 nodes ok")).toBeVisible();

  fleet.fakes["prime-intellect"].world = world;
  await expect(row).toContainText("Running");
  await expect(page.getByText("32 of 32 nodes ok")).toBeVisible();
  await expectSameDocument();
});

test("a cluster leaves the fleet after three polls without it, and can still be read by its id", async ({
  page,
  request,
  fleet,
}) => {
  await page.goto("/");
  const tile = tileOf(page, "train-llama-7");
  await expect(tile).toBeVisible();
  const { clusters } = await (await request.get("/api/clusters")).json();
  const { id } = clusters.find(({ name }: { name: string }) => name === "train-llama-7");

  const { shadeform } = fleet.fakes;
  const { world } = shadeform;
  let requests = 0;
  shadeform.world = () => {
    requests += 1;
    const { clusters, instances } = world();
    return {
      clusters: clusters.filter(({ name }) => name !== "train-llama-7"),
      instances: instances.filter(({ name }) => !String(name).startsWith("train-llama-7")),
    };
  };
  const isListed = async () => (await (await request.get("/api/clusters")).text()).includes(id);
  await expect.poll(isListed, { intervals: [50] }).toBe(false);
  // Each poll asks twice: for clusters, and for instances.
  expect(requests).toBeGreaterThanOrEqual(6);
  await expect(tile).toHaveCount(0);

  const answer = await request.get(`/api/clusters/${encodeURIComponent(id)}`);
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ name: "train-llama-7", status: "terminated" });
  await page.goto(clusterPath(id));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("train-llama-7");
  await expect(page.getByText("The provider no longer lists this cluster")).toBeVisible();
});

test.describe("with fifteen seconds between polls", () => {
  test.use({ environment: { CLUSTERDECK_POLL_INTERVAL_MS: "15000" } });

  test("scroll position, focus and selection survive refreshes", async ({ page, fleet }) => {
    await page.setViewportSize({ width: 900, height: 500 });
    await page.goto("/");
    const tile = tileOf(page, "batch-embeddings");
    const link = tile.getByRole("link");
    await link.focus();
    await tile.scrollIntoViewIfNeeded();
    await link.evaluate((element) => getSelection()?.selectAllChildren(element));
    const place = () =>
      page.evaluate(() => ({
        scrollY,
        focused: document.activeElement?.textContent,
        selected: String(getSelection()),
      }));
    const before = await place();
    expect(before).toMatchObject({ focused: "batch-embeddings", selected: "batch-embeddings" });
    expect(before.scrollY).toBeGreaterThan(0);

    for (const { cents, shown } of [
      { cents: 1_234, shown: "$12.34/h" },
      { cents: 2_345, shown: "$23.45/h" },
    ]) {
      setPrice(fleet.fakes, "batch-embeddings", cents);
      await expect(tile).toContainText(shown);
    }
    expect(await place()).toEqual(before);
  });
});
