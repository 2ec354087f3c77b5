import { describe, expect, it } from "vitest";
import type { Node } from "@/lib/contract/cluster";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { groupByMark, markNodes, type NodeSort, sortNodes, WORST_FIRST } from "./node-order";

function node(name: string, changes: Partial<Node> = {}): Node {
  return {
    id: name,
    name,
    role: null,
    status: "running",
    providerStatus: null,
    health: "healthy",
    healthReasons: [],
    gpuModel: null,
    gpuCount: null,
    rate: { usdMicrosPerHour: null, source: "none", billing: "full", note: null },
    install: null,
    createdAt: null,
    readyAt: null,
    facts: [],
    ...changes,
  };
}

const priced = (name: string, micros: number): Node =>
  node(name, { rate: { usdMicrosPerHour: usdMicrosPerHour(micros), source: "reported", billing: "full", note: null } });

function namesOf(nodes: readonly Node[], sort: NodeSort): string[] {
  return sortNodes(markNodes(nodes, "fresh"), sort).map((marked) => marked.node.name);
}

describe("sortNodes", () => {
  it("puts the worst first, and equal ones by name, with numbers compared as numbers", () => {
    const nodes = [node("w-10"), node("w-2"), node("w-3", { health: "degraded" }), node("w-4", { status: "error" })];
    expect(namesOf(nodes, WORST_FIRST)).toEqual(["w-4", "w-3", "w-2", "w-10"]);
  });

  it("keeps unknown prices last in both directions: they are not zero", () => {
    const nodes = [node("unknown"), priced("dear", 9_000_000), priced("cheap", 1_000_000)];
    expect(namesOf(nodes, { key: "rate", descending: false })).toEqual(["cheap", "dear", "unknown"]);
    expect(namesOf(nodes, { key: "rate", descending: true })).toEqual(["dear", "cheap", "unknown"]);
  });
});

describe("markNodes", () => {
  it("marks no node as healthy once the reading is stale", () => {
    expect(markNodes([node("w-1")], "stale").map(({ mark }) => mark)).toEqual(["unknown"]);
  });
});

describe("groupByMark", () => {
  it("has a group for each mark that occurs, worst first, and every node once", () => {
    const nodes = [node("w-2"), node("w-1"), node("w-3", { health: "unhealthy" })];
    const groups = groupByMark(markNodes(nodes, "fresh")).map(({ mark, nodes: members }) => [
      mark,
      members.map((m) => m.node.name),
    ]);
    expect(groups).toEqual([
      ["down", ["w-3"]],
      ["healthy", ["w-1", "w-2"]],
    ]);
  });
});
