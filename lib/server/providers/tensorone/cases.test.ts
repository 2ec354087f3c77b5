import { expect, it } from "vitest";
import { readCase } from "@/lib/testing/adapters/answered-case";
import listInData from "./cases/v1-list-data-clusters.json";
import shouted from "./cases/word-running.json";
import { tensorone } from "./index";

it("finds the clusters of a list that stands in data.clusters", async () => {
  const { fleet, clusters } = await readCase(tensorone, listInData);
  expect(fleet).toMatchObject({ complete: true, warnings: [], unreadable: [] });
  expect(clusters).toMatchObject([
    {
      providerClusterId: "cluster_abc123",
      name: "n",
      status: "running",
      health: "healthy",
      rate: { usdMicrosPerHour: 12_500_000 },
    },
  ]);
});

it("reads a status in capital letters", async () => {
  const { clusters } = await readCase(tensorone, shouted);
  expect(clusters).toMatchObject([{ providerClusterId: "c1", status: "running", providerStatus: "RUNNING" }]);
});
