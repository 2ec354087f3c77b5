import { expect } from "@playwright/test";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Fleet } from "@/lib/contract/fleet";
import { providers } from "@/lib/server/providers/registry";
import { variablesOf } from "@/lib/server/providers/settings";
import { sharedTest } from "../support/app";
import { tileOf } from "../support/tile";

// A variable that is set to nothing counts as not set.
const noKeys = Object.fromEntries(providers.flatMap(variablesOf).map((name) => [name, ""]));
sharedTest.use({ environment: noKeys });

// First, since after some minutes the machines have booted.
sharedTest("the demo is alive: booting machines get closer to being ready", async ({ request }) => {
  const progress = async () => {
    const fleet = (await (await request.get("/api/clusters")).json()) as Fleet;
    const booting = fleet.clusters.find(({ name }) => name === "finetune-mixtral");
    if (booting === undefined) return 0;
    const cluster = (await (
      await request.get(`/api/clusters/${encodeURIComponent(booting.id)}`)
    ).json()) as ClusterDetail;
    expect(cluster.status).toBe("provisioning");
    return cluster.nodes[0]?.install?.progressPercent ?? 0;
  };
  await expect.poll(progress).toBeGreaterThan(0);
  const first = await progress();
  await expect.poll(progress).toBeGreaterThan(first);
});

sharedTest(
  "without a key the page shows a fleet that is marked as made up, and says how to see one's own",
  async ({ page, request }) => {
    await page.goto("/");
    await expect(tileOf(page, "train-llama-7")).toBeVisible();
    await page.getByRole("button", { name: /^Demo fleet/ }).click();
    const help = page.getByRole("group", { name: "How to see your own fleet" });
    await expect(help.getByRole("link", { name: "Add an account" })).toHaveAttribute("href", "/settings/accounts/new");
    await help.getByText("Or set a key in the server's environment").click();
    for (const { key } of providers) await expect(help).toContainText(key.variable);

    const fleet = (await (await request.get("/api/clusters")).json()) as Fleet;
    expect(fleet.demo).toBe(true);
    expect(fleet.accounts.map(({ provider }) => provider)).toEqual(providers.map(({ id }) => id));
    await tileOf(page, "train-llama-7").getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("train-llama-7");
    await expect(page.getByRole("button", { name: /^Demo fleet/ })).toBeVisible();
  },
);

sharedTest.describe("with a key", () => {
  sharedTest.use({ environment: {} });
  sharedTest("nothing is called a demo", async ({ page, request }) => {
    await page.goto("/");
    await expect(tileOf(page, "train-llama-7")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Demo fleet/ })).toHaveCount(0);
    expect((await (await request.get("/api/clusters")).json()).demo).toBe(false);
  });
});
