import fc from "fast-check";
import { expect, it } from "vitest";
import { parseItems } from "@/lib/server/providers/items";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { readingSchema } from "@/lib/testing/reading-schema";
import listV1 from "./fixtures/list-v1.json";
import { toClusterReadings } from "./normalise";
import { instanceSchema } from "./wire";

function read(instances: readonly unknown[]) {
  const noteOdd = () => {};
  return toClusterReadings(parseItems(instances, instanceSchema, () => null, noteOdd).items);
}

it("reads whatever becomes of the document's instance, and never calls healthy what does not say so", () => {
  fc.assert(
    fc.property(mutatedSample(listV1.instances), (instances) => {
      for (const cluster of read(Array.isArray(instances) ? instances : [])) {
        expect(readingSchema.safeParse(cluster).error?.issues ?? []).toEqual([]);
        if (cluster.health === "healthy") expect(cluster.providerStatus?.trim().toLowerCase()).toBe("running");
      }
    }),
    { numRuns: 300 },
  );
});

it("survives lists of anything at all", () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), (instances) => {
      expect(read(instances).every(({ health }) => health !== "healthy")).toBe(true);
    }),
  );
});
