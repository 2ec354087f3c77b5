import { expect, it } from "vitest";
import { exampleNode } from "@/lib/testing/example-reading";
import { withSharedFacts } from "./shared-facts";

const test = { label: "Test", value: "FINISHED" };
const head = { label: "Connection role", value: "head" };

it("says once of the cluster what is true of every node, and of a node only what sets it apart", () => {
  const { nodes, facts } = withSharedFacts([
    exampleNode({ id: "a", facts: [test, head] }),
    exampleNode({ id: "b", facts: [test] }),
  ]);
  expect(facts).toEqual([{ ...test, group: "Every node" }]);
  expect(nodes.map((node) => node.facts)).toEqual([[head], undefined]);
});

it("takes two facts for one only if operators read the same, too", () => {
  const image = { label: "Image", value: "[registry]/app" };
  const { nodes, facts } = withSharedFacts([
    exampleNode({ facts: [{ ...image, operatorValue: "one.example/app" }] }),
    exampleNode({ facts: [{ ...image, operatorValue: "other.example/app" }] }),
  ]);
  expect(facts).toEqual([]);
  expect(nodes.map((node) => node.facts?.length)).toEqual([1, 1]);
});

it("says everything of a single node as its cluster's, and nothing where there are no nodes", () => {
  const only = withSharedFacts([exampleNode({ facts: [test] })]);
  expect(only).toEqual({ nodes: [exampleNode()], facts: [{ ...test, group: "The node" }] });
  expect(withSharedFacts([])).toEqual({ nodes: [], facts: [] });
});
