import type { Fact, NodeReading } from "./cluster";

/**
 * Moves what is said of every node in the same words to the cluster, where it is read once, and leaves each node with
 * what sets it apart. Of a single node everything is moved.
 */
export function withSharedFacts(nodes: readonly NodeReading[]): { nodes: NodeReading[]; facts: Fact[] } {
  const [first, ...others] = nodes.map(({ facts = [] }) => new Map(facts.map((fact) => [keyOf(fact), fact])));
  const facts = [...(first ?? [])].filter(([key]) => others.every((known) => known.has(key))).map(([, fact]) => fact);
  const shared = new Set(facts.map(keyOf));
  const group = nodes.length === 1 ? "The node" : "Every node";
  return {
    facts: facts.map((fact) => ({ ...fact, group })),
    nodes: nodes.map(({ facts: all = [], ...node }) => {
      const own = all.filter((fact) => !shared.has(keyOf(fact)));
      return own.length > 0 ? { ...node, facts: own } : node;
    }),
  };
}

function keyOf({ label, value, operatorValue }: Fact): string {
  return JSON.stringify([label, value, operatorValue]);
}
