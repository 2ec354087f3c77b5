import fc from "fast-check";
import { expect, it } from "vitest";
import { parseItems } from "@/lib/server/providers/items";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { readingSchema } from "@/lib/testing/reading-schema";
import deployment from "./fixtures/deployment.json";
import cluster from "./fixtures/get-cluster.json";
import { toReading } from "./normalise";
import { wireClusterSchema, wireDeploymentSchema } from "./wire";

function read(clusters: unknown[], deployments: unknown[]) {
  const running = parseItems(
    deployments,
    wireDeploymentSchema,
    () => null,
    () => {},
  ).items.map((item) => ({
    deployment: item,
    shards: [],
  }));
  return parseItems(
    clusters,
    wireClusterSchema,
    () => null,
    () => {},
  ).items.map((item) => toReading(item, running, "complete"));
}

it("reads or leaves out whatever becomes of the samples, and calls healthy only what says READY and OK", () => {
  fc.assert(
    fc.property(
      mutatedSample({ ...cluster, state: "READY" }),
      mutatedSample(deployment),
      (oddCluster, oddDeployment) => {
        for (const reading of read([oddCluster], [oddDeployment])) {
          expect(readingSchema.safeParse(reading).error?.issues ?? []).toEqual([]);
          if (reading.health === "healthy") expect(reading.providerStatus).toBe("READY");
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

it("survives lists of anything at all", () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), fc.array(fc.anything()), (clusters, deployments) => {
      expect(read(clusters, deployments).every(({ health }) => health !== "healthy")).toBe(true);
    }),
  );
});
