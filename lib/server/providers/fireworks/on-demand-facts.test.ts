import { expect, it } from "vitest";
import { toOnDemandReading } from "./normalise-on-demand";
import { onDemandFacts } from "./on-demand-facts";
import { wireDeploymentSchema } from "./wire";

function parsed(fields: object) {
  return wireDeploymentSchema.parse({ name: "accounts/a/deployments/chat", ...fields });
}

function told(fields: object): string[] {
  return onDemandFacts(parsed(fields))
    .slice(3)
    .map(({ label, value }) => `${label}: ${value}`);
}

it("says what a deployment may grow to, and how it serves", () => {
  const fields = { minReplicaCount: 1, maxReplicaCount: 8, acceleratorCount: 8, precision: "FP8_MM" };
  expect(told({ ...fields, description: "Chat for arn:aws:iam::1:role/CANARY", maxContextLength: 131_072 })).toEqual([
    "Description: Chat for [AWS resource]",
    "Replicas allowed: 1 to 8",
    "GPUs per replica: 8",
    "Precision: FP8 MM",
    "Longest context (tokens): 131,072",
  ]);
});

it.each([
  [{ maxReplicaCount: 4 }, ["Replicas allowed: 0 to 4"]],
  [{ minReplicaCount: 2, maxReplicaCount: 2 }, ["Replicas allowed: 2"]],
  [{ minReplicaCount: 2 }, []],
  [{ precision: "PRECISION_UNSPECIFIED", maxContextLength: 0 }, []],
])("leaves out what is not said: %j", (fields, facts) => {
  expect(told(fields)).toEqual(facts);
});

it("began its status by the last update only where no replica decides it", () => {
  const updateTime = "2026-09-20T09:00:00Z";
  const beganBy = (state: string) =>
    toOnDemandReading({ deployment: parsed({ state, updateTime }), shards: [] }, "complete").statusBeganBy ?? null;
  expect([beganBy("CREATING"), beganBy("FAILED")]).toEqual([Date.parse(updateTime), Date.parse(updateTime)]);
  expect([beganBy("READY"), beganBy("UPDATING")]).toEqual([null, null]);
});
