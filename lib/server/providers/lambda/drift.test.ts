import fc from "fast-check";
import { expect, it } from "vitest";
import { connectToCase } from "@/lib/testing/adapters/answered-case";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { readingSchema } from "@/lib/testing/reading-schema";
import instances from "./fixtures/instances.json";
import { lambda } from "./index";

const [sample] = instances.data;
const TAGGED = { ...sample, id: "other", tags: [{ key: "cluster", value: "train" }] };
const { signal } = new AbortController();

const read = (data: unknown) =>
  connectToCase(lambda, { answers: { "GET /api/v1/instances": { data } } }).readFleet(signal);

it("reads or names whatever becomes of the samples, and never calls healthy what does not say so", async () => {
  await fc.assert(
    fc.asyncProperty(mutatedSample([sample, TAGGED]), async (data) => {
      const fleet = await read(data).catch(() => null);
      for (const reading of fleet?.clusters ?? []) {
        expect(readingSchema.safeParse(reading).error?.issues ?? []).toEqual([]);
        if (reading.health === "healthy")
          expect(new Set(reading.nodes?.map(({ providerStatus }) => providerStatus))).toEqual(new Set(["active"]));
      }
    }),
    { numRuns: 500 },
  );
});
