import fc from "fast-check";
import { expect, it } from "vitest";
import { parseItems } from "@/lib/server/providers/items";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { readingSchema } from "@/lib/testing/reading-schema";
import details from "./fixtures/cluster-details.json";
import listV1 from "./fixtures/list-v1.json";
import listV2 from "./fixtures/list-v2.json";
import { readId } from "./list-pages";
import { MAX_METRICS } from "./metrics/values";
import { toClusterReading } from "./normalise";
import { readQuantity } from "./quantity";
import { clusterSchema } from "./wire";
import { metricsSchema } from "./wire-performance";

/** In seconds. */
const T = 1_705_333_500;

const samples = fc.oneof(...[details.data, ...listV1.data.clusters, ...listV2].map((sample) => mutatedSample(sample)));

it("reads or names whatever becomes of the samples, and never calls healthy what does not say so", () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const { items, unreadable } = parseItems([sample], clusterSchema, readId, () => {});
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

const performance = fc.oneof(
  mutatedSample({
    current: details.data.metrics.current,
    historical: [{ timestamp: T, cpu: { utilization: 5 } }],
    alerts: ["hot"],
  }),
  mutatedSample({
    historical: { timestamps: [T, T + 60], gpu_utilization: [1, 2] },
    alerts: [{ title: "hot", severity: "high" }],
  }),
  mutatedSample({
    historical: {
      gpu_utilization: {
        points: [
          [T, 5],
          [T + 60, "6 %"],
        ],
      },
      cpu: [{ time: T, load: 1 }],
    },
  }),
  fc.record({ current: fc.anything(), historical: fc.anything(), alerts: fc.anything() }),
  fc.record({ historical: fc.dictionary(fc.string(), fc.array(fc.tuple(fc.anything(), fc.anything()))) }),
);

it("makes of any performance only numbers that were sent, of moments within the window", () => {
  const window = { from: T * 1_000 - 3_600_000, to: T * 1_000 + 3_600_000 };
  fc.assert(
    fc.property(performance, (metrics) => {
      const { current, series, alerts } = metricsSchema(window).parse({ data: { metrics } });
      const sent = numbersIn(metrics);
      expect(current.length).toBeLessThanOrEqual(MAX_METRICS);
      expect(series.length).toBeLessThanOrEqual(MAX_METRICS);
      for (const { value } of current) expect(sent).toContain(value);
      for (const [at, value] of series.flatMap(({ points }) => points)) {
        expect(sent).toContain(value);
        expect(at >= window.from && at <= window.to).toBe(true);
      }
      for (const { title } of alerts) expect(title.length).toBeLessThanOrEqual(300);
    }),
    { numRuns: 1_000 },
  );
});

/** Every finite number anywhere inside, also of a text that begins with one, as it stands and in the unit that is shown. */
function numbersIn(value: unknown, level = 0): number[] {
  if (typeof value === "number") return [value];
  if (typeof value === "string") return [Number.parseFloat(value), readQuantity(value)?.value ?? Number.NaN];
  if (typeof value !== "object" || value === null || level > 12) return [];
  return Object.values(value).flatMap((inner) => numbersIn(inner, level + 1));
}

it("loses nothing but what is wrong: a cluster with an id is always read", () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const { items } = parseItems([sample], clusterSchema, readId, () => {});
      expect(items).toHaveLength(readId(sample) === null ? 0 : 1);
    }),
  );
});
