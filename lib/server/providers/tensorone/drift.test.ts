import fc from "fast-check";
import { expect, it } from "vitest";
import { parseItems } from "@/lib/server/providers/items";
import { mutatedSample } from "@/lib/server/providers/mutated-sample";
import { readingSchema } from "@/lib/server/providers/reading-schema";
import details from "./fixtures/cluster-details.json";
import listV1 from "./fixtures/list-v1.json";
import listV2 from "./fixtures/list-v2.json";
import { readId } from "./list-pages";
import { toClusterReading } from "./normalise";
import { clusterSchema } from "./wire";

const samples = fc.oneof(...[details.data, ...listV1.data.clusters, ...listV2].map((sample) => mutatedSample(sample)));

it("reads or names whatever becomes of the samples, and never calls healthy what does not say so", () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const { items, unreadable } = parseItems([sample], clusterSchema, readId);
      expect(items.length + unreadable.length).toBe(1);
      for (const cluster of items) {
        const reading = toClusterReading(cluster, "complete");
        expect(readingSchema.safeParse(reading).error?.issues ?? []).toEqual([]);
        if (reading.health !== "healthy") continue;
        expect(reading.providerStatus).toBe("running");
        expect(new Set(Object.values(cluster.status_details?.health_checks ?? {}))).toEqual(new Set(["healthy"]));
      }
    }),
    { numRuns: 1_000 },
  );
});

it("loses nothing but what is wrong: a cluster with an id is always read", () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const { items } = parseItems([sample], clusterSchema, readId);
      expect(items).toHaveLength(readId(sample) === null ? 0 : 1);
    }),
  );
});
