import { expect, it } from "vitest";
import type { Node } from "@/lib/contract/cluster";
import type { MarkedNode } from "./node-order";
import { findNodes, nodeTroubles } from "./node-words";

function nodeOf(change: Partial<Node> = {}): Node {
  return {
    ...{ id: "n", name: "worker-1", role: "worker", status: "running", providerStatus: "ACTIVE", health: "healthy" },
    ...{ healthReasons: [], gpuModel: "H100", gpuCount: 8, install: null, createdAt: null, readyAt: null },
    facts: [],
    rate: { usdMicrosPerHour: null, source: "none", billing: "full", note: null },
    ...change,
  };
}

it("mentions a failed installation once, even if a reason already does", () => {
  const install = { status: "FAILED", progressPercent: null, failure: "GPU 5 fell off the bus", estimate: null };
  expect(nodeTroubles(nodeOf({ install }))).toEqual(["Installation failed: GPU 5 fell off the bus"]);
  const healthReasons = ["worker-1 is in error: GPU 5 fell off the bus"];
  expect(nodeTroubles(nodeOf({ install, healthReasons }))).toEqual(healthReasons);
  expect(nodeTroubles(nodeOf({ install: { ...install, failure: null } }))).toEqual([]);
});

it("finds nodes by name, by the status that is shown, and by the provider's own word for it", () => {
  const nodes: MarkedNode[] = [
    { node: nodeOf(), mark: "healthy" },
    { node: nodeOf({ name: "worker-2", status: "error", providerStatus: "BROKEN_DOWN" }), mark: "down" },
  ];
  const found = (text: string, freshness: "fresh" | "stale" = "fresh") =>
    findNodes(nodes, text, freshness).map(({ node }) => node.name);
  expect(found("")).toEqual(["worker-1", "worker-2"]);
  expect(found(" WORKER-2 ")).toEqual(["worker-2"]);
  expect(found("broken_down")).toEqual(["worker-2"]);
  expect(found("running")).toEqual(["worker-1"]);
  expect(found("was running", "stale")).toEqual(["worker-1"]);
  expect(found("nothing")).toEqual([]);
});
