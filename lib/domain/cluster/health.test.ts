import { expect, it } from "vitest";
import { exampleNode } from "@/lib/testing/example-reading";
import { countNodes } from "./health";

it("counts each node once by its health, and one that is gone nowhere", () => {
  const nodes = [
    exampleNode({ status: "running", health: "healthy" }),
    exampleNode({ status: "degraded", health: "degraded" }),
    exampleNode({ status: "provisioning", health: "unknown" }),
    exampleNode({ status: "terminated", health: "unknown" }),
  ];
  expect(countNodes(nodes)).toEqual({ total: 3, healthy: 1, unhealthy: 1, unknown: 1 });
});
