import { expect, it } from "vitest";
import { factGroups } from "./fact-groups";

const fact = (label: string, group: string | null) => ({ label, value: "v", group });

it("puts what describes the cluster first, then each group where it first came, with its facts in their order", () => {
  const facts = [fact("b", "Launch"), fact("a", null), fact("d", "Cost"), fact("c", "Launch"), fact("e", null)];
  const labels = factGroups(facts).map(({ title, facts: grouped }) => [title, ...grouped.map(({ label }) => label)]);
  expect(labels).toEqual([
    ["Facts", "a", "e"],
    ["Launch", "b", "c"],
    ["Cost", "d"],
  ]);
});

it("has no heading without facts", () => {
  expect(factGroups([])).toEqual([]);
  expect(factGroups([fact("a", "Launch")])).toHaveLength(1);
});
