import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { exampleReading } from "@/lib/testing/example-reading";
import { madeUpSamples } from "./made-up-samples";

const at = Date.UTC(2026, 10, 20, 15);
const values = [
  { key: "gpu_utilization", label: "GPU utilization", unit: "%", value: 3 },
  { key: "queue_depth", label: "Queue depth", unit: null, value: 4 },
];
const first = {
  ...{
    accountId: "acme",
    provider: "acme",
    at,
    steady: null,
    complete: true,
    pollIntervalMs: 15_000,
    gone: [],
    figures: [],
  },
  clusters: [
    exampleReading({ createdAt: at - 60 * DAY_MS }),
    exampleReading({ providerClusterId: "c2", createdAt: at - 60_000 }),
  ],
  samples: [
    { clusterId: "acme~c1", at, values },
    { clusterId: "acme~c2", at, values },
  ],
};

it("is a week of work and rest before the first poll, the same every time, and none of a new cluster", () => {
  const samples = madeUpSamples(first);
  expect(madeUpSamples(first)).toEqual(samples);
  expect(new Set(samples.map(({ clusterId }) => clusterId))).toEqual(new Set(["acme~c1"]));
  const times = samples.map((sample) => sample.at);
  expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
  expect([times[0], times.at(-1)]).toEqual([at - 168 * HOUR_MS, at - 120_000]);
  expect(times.filter((time) => time > at - HOUR_MS).length).toBeGreaterThan(20);
  expect(times.length).toBeLessThan(600);
  const percentages = samples.flatMap((sample) => sample.values.filter(({ unit }) => unit === "%"));
  expect(percentages.filter(({ value }) => value > 80).length).toBeGreaterThan(100);
  expect(percentages.filter(({ value }) => value < 10).length).toBeGreaterThan(30);
  expect(percentages.every(({ value }) => value >= 0 && value <= 100)).toBe(true);
});
