import fc from "fast-check";
import { expect, test } from "vitest";
import { exampleCluster } from "@/lib/testing/example-fleet";
import { createNameOrder } from "./name-order";

const named = (id: string, name: string) => ({ ...exampleCluster, id, name });

test("clusters are in the order of their names, with numbers as numbers", () => {
  const clusters = ["node-10", "B", "node-9", "a"].map((name) => named(name, name));
  expect(createNameOrder()(clusters).map(({ name }) => name)).toEqual(["a", "B", "node-9", "node-10"]);
});

test("the order is right after any change, and of the clusters as they are now", () => {
  const fleet = fc.uniqueArray(
    fc.record({ id: fc.constantFrom("1", "2", "3", "4"), name: fc.constantFrom("a", "b", "B") }),
    {
      selector: ({ id }) => id,
    },
  );
  fc.assert(
    fc.property(fc.array(fleet, { minLength: 1, maxLength: 5 }), (answers) => {
      const sortByName = createNameOrder();
      for (const answer of answers) {
        const clusters = answer.map(({ id, name }) => named(id, name));
        const sorted = sortByName(clusters);
        expect(sorted).toEqual(createNameOrder()(clusters));
        expect(sorted.every((cluster) => clusters.includes(cluster))).toBe(true);
      }
    }),
  );
});
