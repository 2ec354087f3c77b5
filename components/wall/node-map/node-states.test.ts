import { expect, it } from "vitest";
import type { Cluster } from "@/lib/contract/fleet";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { exampleCluster } from "@/lib/testing/example-fleet";
import { nodeTally, sumTallies } from "./node-states";

const nodes = { total: 8, healthy: 5, unhealthy: 2, unknown: 1 };
const tallyOf = (status: Cluster["status"], freshness: Freshness) =>
  nodeTally({ cluster: { ...exampleCluster, status, nodes }, freshness, mark: "healthy" });

it("counts the nodes of a fresh reading as it reports them", () => {
  expect(tallyOf("running", "fresh")).toEqual({ unhealthy: 2, unknown: 1, healthy: 5, resting: 0 });
  expect(tallyOf("running", "late")).toEqual({ unhealthy: 2, unknown: 1, healthy: 5, resting: 0 });
});

it("counts the nodes of a stale reading as unknown, whatever the status of the cluster", () => {
  for (const status of ["running", "stopped"] as const) {
    expect(tallyOf(status, "stale")).toEqual({ unhealthy: 0, unknown: 8, healthy: 0, resting: 0 });
  }
});

it("counts the nodes of a stopped cluster as stopped", () => {
  expect(tallyOf("stopped", "fresh")).toEqual({ unhealthy: 0, unknown: 0, healthy: 0, resting: 8 });
});

it("adds up clusters", () => {
  const sum = sumTallies([tallyOf("running", "fresh"), tallyOf("stopped", "fresh"), tallyOf("running", "stale")]);
  expect(sum).toEqual({ unhealthy: 2, unknown: 9, healthy: 5, resting: 8 });
});
