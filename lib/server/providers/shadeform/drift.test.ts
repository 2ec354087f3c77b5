import fc from "fast-check";
import { expect, it } from "vitest";
import { cluster, readLists } from "@/lib/testing/adapters/shadeform-lists";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { readingSchema } from "@/lib/testing/reading-schema";
import pending from "./fixtures/instance-pending.json";

it("reads or names whatever becomes of the samples, and never calls healthy what does not say so", async () => {
  await fc.assert(
    fc.asyncProperty(mutatedSample({ clusters: [cluster], instances: [pending] }), async (answer) => {
      const clusters = listIn(answer, "clusters");
      const { clusters: readings } = await readLists(clusters, listIn(answer, "instances"));
      for (const reading of readings) {
        expect(readingSchema.safeParse(reading).error?.issues ?? []).toEqual([]);
        if (reading.health !== "healthy") continue;
        expect(reading.providerStatus).toBe("active");
        expect(reading.nodes?.map(({ providerStatus }) => providerStatus)).toEqual(["active"]);
      }
    }),
    { numRuns: 1_000 },
  );
});

it("survives lists of anything at all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.anything()), fc.array(fc.anything()), async (clusters, instances) => {
      const fleet = await readLists(clusters, instances);
      expect(fleet.clusters.every(({ health }) => health !== "healthy")).toBe(true);
    }),
  );
});

function listIn(answer: unknown, key: string): unknown[] {
  const value = typeof answer === "object" && answer !== null ? Reflect.get(answer, key) : null;
  return Array.isArray(value) ? value : [];
}
