import fc from "fast-check";
import { expect, it } from "vitest";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { readingSchema } from "@/lib/testing/reading-schema";
import getCluster from "./fixtures/get-cluster.json";
import pod from "./fixtures/pod.json";
import { toReading } from "./normalise";
import { toPodClusters } from "./normalise-pods";
import { clusterAnswerSchema } from "./wire";

const ignore = () => {};
const [node] = getCluster.data.nodes;
const active = { status: "ACTIVE", installationStatus: "FINISHED", testStatus: "FINISHED", installationFailure: null };
const sample = {
  data: {
    ...getCluster.data,
    status: "ACTIVE",
    nodes: [
      { ...node, ...active },
      { ...node, ...active, id: "other" },
    ],
  },
};

it("reads or refuses whatever becomes of the document's cluster, and calls healthy only what says ACTIVE and FINISHED", () => {
  fc.assert(
    fc.property(mutatedSample(sample), (answer) => {
      const parsed = clusterAnswerSchema(ignore).safeParse(answer);
      if (!parsed.data?.data) return;
      const reading = toReading({ ...parsed.data.data, id: "asked" }, ignore);
      expect(readingSchema.safeParse(reading).error?.issues ?? []).toEqual([]);
      if (reading.health !== "healthy") return;
      expect(reading.providerStatus).toBe("ACTIVE");
      for (const { providerStatus, install } of reading.nodes ?? expect.fail("healthy without nodes")) {
        expect([providerStatus, install?.status]).toEqual(["ACTIVE", "FINISHED"]);
      }
    }),
    { numRuns: 1_000 },
  );
});

it("reads or names whatever becomes of pods, and calls healthy only what says ACTIVE and FINISHED", async () => {
  await fc.assert(
    fc.asyncProperty(
      mutatedSample([pod, { ...pod, id: "a", clusterId: "c" }, { ...pod, id: "b", clusterId: "c" }]),
      async (pods) => {
        const { clusters, unreadable } = await toPodClusters(Array.isArray(pods) ? pods : [], ignore);
        expect(clusters.length + unreadable.length).toBeGreaterThan(0);
        for (const reading of clusters) {
          expect(readingSchema.safeParse(reading).error?.issues ?? []).toEqual([]);
          if (reading.health === "healthy")
            expect(reading.nodes?.every(({ install }) => install?.status === "FINISHED")).toBe(true);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

it("survives lists of anything at all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.anything()), async (pods) => {
      expect((await toPodClusters(pods, ignore)).clusters.every(({ health }) => health !== "healthy")).toBe(true);
    }),
  );
});
