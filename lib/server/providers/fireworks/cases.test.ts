import { expect, it } from "vitest";
import { type AnsweredCase, readCase } from "@/lib/testing/adapters/answered-case";
import withoutClusters from "./cases/account-without-clusters.json";
import placementRegions from "./cases/placement-regions.json";
import quotaUsage from "./cases/quota-usage-nan-text.json";
import wrongAccount from "./cases/wrong-account-empty.json";
import { fireworks } from "./index";

const read = (answered: AnsweredCase) => readCase(fireworks, answered, { accountId: "acme" });

it("shows the deployments of an account without clusters, which run on Fireworks' own GPUs", async () => {
  const { clusters } = await read(withoutClusters);
  expect(clusters).toMatchObject([
    {
      providerClusterId: "deployment:d1",
      status: "running",
      gpuModel: "H100 80GB",
      gpuCount: 16,
      region: { id: "us-iowa-1" },
    },
  ]);
});

it("reads where a deployment must be from the regions of its placement", async () => {
  const { clusters } = await read(placementRegions);
  expect(clusters).toMatchObject([{ deployments: [{ region: "us-iowa-1 or us-texas-1", replicas: { ready: 1 } }] }]);
});

it("shows a quota without its usage where that is no number", async () => {
  const { fleet } = await read(quotaUsage);
  expect(fleet.billing?.quotas).toEqual([
    { label: "monthly-spend-usd", used: 12.5, allowed: 50 },
    { label: "H100 in us-iowa-1", used: null, allowed: 8 },
  ]);
});

it("says that an account that the key does not list is not known, instead of calling it empty", async () => {
  await expect(read(wrongAccount)).rejects.toMatchObject({
    kind: "not-found",
    message: expect.stringContaining("Fireworks knows no account acme"),
  });
});
