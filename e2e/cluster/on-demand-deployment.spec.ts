import { expect } from "@playwright/test";
import { test } from "../support/app";

test("a Fireworks account without clusters shows the deployments that it pays for, each with a page", async ({
  page,
  request,
  fleet,
}) => {
  const deployment = {
    ...{ name: "accounts/clusterdeck-demo/deployments/chat-70b", state: "READY", createTime: "2026-01-01T00:00:00Z" },
    ...{ baseModel: "accounts/fireworks/models/llama-v3p3-70b-instruct", region: "US_IOWA_1" },
    ...{ replicaCount: 2, desiredReplicaCount: 2, replicaStats: { readyReplicaCount: 2 } },
    ...{ acceleratorType: "NVIDIA_H100_80GB", acceleratorCount: 8 },
  };
  fleet.fakes.fireworks.world = () => ({ clusters: [], deployments: [deployment], shards: {}, quotas: [] });
  const path = `/api/clusters/${encodeURIComponent("fireworks~deployment:chat-70b")}`;
  await expect.poll(async () => (await request.get(path)).status()).toBe(200);
  await page.goto("/");
  await page.getByRole("link", { name: "chat-70b" }).click();
  await expect(page.getByRole("heading", { name: "chat-70b" })).toBeVisible();
  await expect(page.getByText("Nodes run at Fireworks, which does not list them.")).toBeVisible();
  await expect(page.getByText("On-demand deployment on Fireworks' own GPUs")).toBeVisible();
  await expect(page.getByText("llama-v3p3-70b-instruct").first()).toBeVisible();
  await expect(page.getByText(/Billed by the GPU second/).first()).toBeAttached();
});
