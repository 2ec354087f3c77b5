import { expect, it } from "vitest";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import type { FleetReading } from "../providers/spec";
import { boundedFleet, MAX_CLUSTERS_PER_ACCOUNT, MAX_MACHINES, roomBeside } from "./bounded-fleet";
import { initialSnapshot } from "./initial-snapshot";
import { trackClusters } from "./track-clusters";

const NOTHING = { clusters: new Map(), gone: new Map() };

function fleetOf(ids: readonly string[], nodesPerCluster = 1): FleetReading {
  const nodes = Array.from({ length: nodesPerCluster }, (_, index) => exampleNode({ id: `n${index}` }));
  const clusters = ids.map((id) => exampleReading({ providerClusterId: id, nodes }));
  return { clusters, unreadable: [], warnings: [], complete: true };
}

const ids = (count: number, prefix = "c") => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

it("leaves a fleet alone if there is room for it", () => {
  const fleet = fleetOf(ids(MAX_CLUSTERS_PER_ACCOUNT));
  expect(boundedFleet(fleet, new Map(), MAX_MACHINES)).toEqual(fleet);
});

it("shows as many of 12 000 clusters as there is room for, and says how many are left out", () => {
  const bounded = boundedFleet(fleetOf(ids(12_000)), new Map(), MAX_MACHINES);
  expect(bounded.clusters).toHaveLength(MAX_CLUSTERS_PER_ACCOUNT);
  expect(bounded.warnings).toEqual([
    "This account has 12,000 clusters, which is more than there is room for: only 5,000 of them are shown and counted",
  ]);
});

it("keeps showing the clusters that it showed before, and knows which have gone", () => {
  const before = trackClusters(NOTHING, fleetOf(["old-1", "old-2"]), 1);
  let tracked = before;
  for (const at of [2, 3, 4]) {
    const listed = fleetOf([...ids(MAX_CLUSTERS_PER_ACCOUNT), "old-1"]);
    tracked = trackClusters(tracked, boundedFleet(listed, tracked.clusters, MAX_MACHINES), at);
  }
  expect(tracked.clusters.has("old-1")).toBe(true);
  expect([...tracked.gone.keys()]).toEqual(["old-2"]);
});

it("does not count a cluster as gone if it leaves it out after showing it before", () => {
  const tracked = trackClusters(NOTHING, fleetOf(ids(4)), 1);
  const bounded = boundedFleet(fleetOf(ids(4), 8), tracked.clusters, 20);
  expect(bounded.clusters).toHaveLength(2);
  expect(bounded.complete).toBe(false);
});

it("counts the nodes of all accounts together", () => {
  const snapshot = initialSnapshot({
    ...{ id: "acme", label: "Acme", pollIntervalMs: 15_000 },
    provider: { id: "acme", label: "Acme" },
  });
  const { clusters } = trackClusters(NOTHING, fleetOf(ids(100), 8), 1);
  expect(roomBeside([{ ...snapshot, clusters }, snapshot])).toBe(MAX_MACHINES - 900);
});
