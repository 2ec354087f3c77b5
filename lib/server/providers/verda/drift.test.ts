import fc from "fast-check";
import { expect, it } from "vitest";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { readingSchema } from "@/lib/testing/reading-schema";
import clusters from "./fixtures/clusters.json";
import instances from "./fixtures/instances.json";
import { toFleetReading, workerIdsOf } from "./fleet-reading";

async function read(rawClusters: readonly unknown[], rawInstances: readonly unknown[]) {
  const workerIds = workerIdsOf(rawClusters);
  const context = { workerIds, accountCurrency: "USD", noteOdd: () => {} };
  return (await toFleetReading(rawClusters, rawInstances, context)).clusters;
}

it("reads whatever becomes of the samples, and never calls healthy what does not say so", async () => {
  await fc.assert(
    fc.asyncProperty(mutatedSample(clusters), mutatedSample(instances), async (rawClusters, rawInstances) => {
      const listed = (raw: unknown) => (Array.isArray(raw) ? raw : []);
      for (const reading of await read(listed(rawClusters), listed(rawInstances))) {
        expect(readingSchema.safeParse(reading).error?.issues ?? []).toEqual([]);
        if (reading.health !== "healthy") continue;
        const words = [reading.providerStatus, ...(reading.nodes ?? []).map(({ providerStatus }) => providerStatus)];
        expect(new Set(words.map((word) => word?.trim().toLowerCase()))).toEqual(new Set(["running"]));
      }
    }),
    { numRuns: 300 },
  );
});

it("survives lists of anything at all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.anything()), fc.array(fc.anything()), async (rawClusters, rawInstances) => {
      const readings = await read(rawClusters, rawInstances);
      expect(readings.every(({ health }) => health !== "healthy")).toBe(true);
    }),
  );
});
