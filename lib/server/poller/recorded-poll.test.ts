import { expect, it } from "vitest";
import { exampleReading } from "@/lib/domain/example-reading";
import type { MetricValue } from "@/lib/domain/metrics";
import type { TrackedCluster } from "./connection-snapshot";
import { initialSnapshot } from "./initial-snapshot";
import { recordedPoll } from "./recorded-poll";

const LISTED_AT = 1_000_000;
const before = initialSnapshot({
  ...{ id: "acme", label: "Acme", pollIntervalMs: 15_000 },
  provider: { id: "acme", label: "Acme" },
});
const gpu: MetricValue = { key: "gpu_utilization", label: "GPU utilization", unit: "%", value: 80 };

function samplesOf(changes: Partial<TrackedCluster>, metrics = [gpu]) {
  const reading = exampleReading({ metrics });
  const cluster = {
    ...{ reading, observedAt: LISTED_AT, statusSince: 0, statusMayBeOlder: false, missed: null, details: null },
    ...changes,
  };
  const snapshot = { ...before, clusters: new Map([["c1", cluster]]) };
  const list = { at: LISTED_AT, isComplete: true, accrued: new Map() };
  return recordedPoll({ snapshot, delayMs: 0, isDelayBinding: false, list }, before)?.samples;
}

it("takes down what this poll measured, at the moment of the details that said so", () => {
  const details = { reading: exampleReading(), readAt: LISTED_AT + 700 };
  expect(samplesOf({ details })).toEqual([{ clusterId: "acme~c1", at: LISTED_AT + 700, values: [gpu] }]);
  expect(samplesOf({})).toEqual([{ clusterId: "acme~c1", at: LISTED_AT, values: [gpu] }]);
});

it("does not take down again what an earlier poll measured", () => {
  const details = { reading: exampleReading(), readAt: LISTED_AT - 600_000 };
  expect(samplesOf({ details })).toEqual([]);
});

it("takes down nothing of a cluster that is not measured", () => {
  expect(samplesOf({}, [])).toEqual([]);
});
