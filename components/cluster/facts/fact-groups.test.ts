import { expect, it } from "vitest";
import { factGroups } from "./fact-groups";

const fact = (label: string, group: string | null) => ({ label, value: "v", group });

it("puts the description of the cluster first, then the groups and their facts in the order in which they came", () => {
  const facts = [fact("b", "Launch"), fact("a", null), fact("d", "Cost"), fact("c", "Launch"), fact("e", null)];
  const labels = factGroups(facts).map(({ title, facts: grouped }) => [title, ...grouped.map(({ label }) => label)]);
  expect(labels).toEqual([
    ["Facts", "a", "e"],
    ["Launch", "b", "c"],
    ["Cost", "d"],
  ]);
});

it("has no heading for a group without facts", () => {
  expect(factGroups([])).toEqual([]);
  expect(factGroups([fact("a", "Launch")])).toHaveLength(1);
});
