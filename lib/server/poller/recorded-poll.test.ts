import { expect, it } from "vitest";
import type { MetricValue } from "@/lib/domain/cluster/metrics";
import { exampleReading } from "@/lib/testing/example-reading";
import type { TrackedCluster } from "./account-snapshot";
import { initialSnapshot } from "./initial-snapshot";
import { recordedPoll } from "./recorded-poll";

const LISTED_AT = 1_000_000;
const before = initialSnapshot({
  ...{ id: "acme", label: "Acme", pollIntervalMs: 15_000 },
  provider: { id: "acme", label: "Acme" },
});
const gpu: MetricValue = { key: "gpu_utilization", label: "GPU utilization", unit: "%", value: 80 };

function samplesOf(changes: Partial<TrackedCluster>, metrics = [gpu], earlier = before) {
  const cluster = {
    ...{
      reading: exampleReading({ metrics }),
      observedAt: LISTED_AT,
      statusSince: 0,
      statusMayBeOlder: false,
      missed: null,
      details: null,
    },
    ...changes,
  };
  const snapshot = { ...before, clusters: new Map([["c1", cluster]]) };
  const list = { at: LISTED_AT, steady: null, isComplete: true, accrued: new Map() };
  return recordedPoll({ snapshot, delayMs: 0, isDelayBinding: false, list }, earlier)?.samples;
}

it("records what this poll measured, at the time of the details that said so", () => {
  const details = { reading: exampleReading(), readAt: LISTED_AT + 700 };
  expect(samplesOf({ details })).toEqual([{ clusterId: "acme~c1", at: LISTED_AT + 700, values: [gpu] }]);
  expect(samplesOf({})).toEqual([{ clusterId: "acme~c1", at: LISTED_AT, values: [gpu] }]);
});

it("does not record again what an earlier poll measured", () => {
  const details = { reading: exampleReading(), readAt: LISTED_AT - 600_000 };
  expect(samplesOf({ details })).toEqual([]);
});

it("records nothing for a cluster without metrics", () => {
  expect(samplesOf({}, [])).toEqual([]);
});

it("records when a provider measured it, and only once, however often it is read", () => {
  const measured = (metricsAt: number) => {
    const reading = exampleReading({ metrics: [gpu], metricsAt });
    return { reading, details: { reading, readAt: LISTED_AT + 700 } };
  };
  const frozen = measured(LISTED_AT - 900_000);
  expect(samplesOf(frozen)).toEqual([{ clusterId: "acme~c1", at: LISTED_AT - 900_000, values: [gpu] }]);
  const known = { ...frozen, observedAt: 1, statusSince: 0, statusMayBeOlder: false, missed: null };
  const earlier = { ...before, clusters: new Map([["c1", known]]) };
  expect(samplesOf(frozen, [gpu], earlier)).toEqual([]);
  expect(samplesOf(measured(LISTED_AT - 15_000), [gpu], earlier)).toMatchObject([{ at: LISTED_AT - 15_000 }]);
  // A clock that is ahead of ours must not invent a future.
  expect(samplesOf(measured(LISTED_AT + 60_000))).toMatchObject([{ at: LISTED_AT + 700 }]);
});
