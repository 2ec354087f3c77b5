import fc from "fast-check";
import { expect, it } from "vitest";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { readingSchema } from "@/lib/testing/reading-schema";
import clusters from "./fixtures/clusters.json";
import pods from "./fixtures/pods.json";
import { toFleetReading } from "./fleet-reading";

const member = { ...pods.pods[0], id: "pod_node0", cluster: { id: "cluster_abc123", rank: 0, ip: "10.65.0.2" } };
const SAMPLE = { ...clusters, pods: [...pods.pods, member] };

const read = (lists: { clusters: unknown[]; pods: unknown[] }) => toFleetReading(lists, new Map(), () => {});

it("reads or names whatever becomes of the samples, and never calls healthy what does not say so", async () => {
  await fc.assert(
    fc.asyncProperty(mutatedSample(SAMPLE), async (answer) => {
      const fleet = await read({ clusters: listIn(answer, "clusters"), pods: listIn(answer, "pods") });
      for (const reading of fleet.clusters) {
        expect(readingSchema.safeParse(reading).error?.issues ?? []).toEqual([]);
        if (reading.health === "healthy")
          expect(reading.nodes?.map(({ providerStatus }) => providerStatus)).toEqual(["RUNNING"]);
      }
    }),
    { numRuns: 1_000 },
  );
});

it("survives lists of anything at all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.anything()), fc.array(fc.anything()), async (clustersOf, podsOf) => {
      const fleet = await read({ clusters: clustersOf, pods: podsOf });
      expect(fleet.clusters.every(({ health }) => health !== "healthy")).toBe(true);
    }),
  );
});

function listIn(answer: unknown, key: string): unknown[] {
  const value = typeof answer === "object" && answer !== null ? Reflect.get(answer, key) : null;
  return Array.isArray(value) ? value : [];
}
