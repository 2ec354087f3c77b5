import { describe, expect, it } from "vitest";
import sample from "./fixtures/deployment.json";
import { deploymentFact, deploymentProblem, gpusOf } from "./normalise-deployments";
import { wireDeploymentSchema, wireShardSchema } from "./wire";

function deployment(fields: object) {
  return wireDeploymentSchema.parse({ ...sample, displayName: "llama-70b", ...fields });
}

function shard(fields: object) {
  return wireShardSchema.parse({ name: "accounts/a/deployments/d/shards/s", ...fields });
}

describe("GPUs of the deployments", () => {
  it("are replicas times accelerators per replica", () => {
    expect(gpusOf([deployment({})])).toEqual({ gpuModel: "H100 80GB", gpuCount: 16 });
  });

  it("name every model there is", () => {
    expect(gpusOf([deployment({}), deployment({ acceleratorType: "AMD_MI300X_192GB" }), deployment({})])).toEqual({
      gpuModel: "H100 80GB + MI300X 192GB",
      gpuCount: 48,
    });
  });

  it("are unknown, not none, without deployments or without the size of a replica", () => {
    expect(gpusOf([])).toEqual({ gpuModel: null, gpuCount: null });
    expect(gpusOf([deployment({}), deployment({ acceleratorCount: undefined })]).gpuCount).toBeNull();
  });

  it("are none where proto3 left out a zero of replicas", () => {
    expect(gpusOf([deployment({ replicaCount: undefined })]).gpuCount).toBe(0);
  });

  it("have no model where none is specified", () => {
    expect(gpusOf([deployment({ acceleratorType: "ACCELERATOR_TYPE_UNSPECIFIED" })]).gpuModel).toBeNull();
  });
});

describe("a deployment's problem", () => {
  it("is replicas without a machine", () => {
    expect(deploymentProblem({ deployment: deployment({}), shards: [] })).toBe(
      "Deployment llama-70b: 2 of 4 replicas ready, 2 waiting for machines",
    );
  });

  it("is told by the shards where they were read", () => {
    const shards = [
      shard({ replicaStats: { readyReplicaCount: 3 } }),
      shard({ replicaStats: { pendingSchedulingReplicaCount: 1 } }),
    ];
    expect(deploymentProblem({ deployment: deployment({}), shards })).toBe(
      "Deployment llama-70b: 3 of 4 replicas ready, 1 waiting for machines",
    );
  });

  it("is not that replicas are loading", () => {
    const replicaStats = { readyReplicaCount: 2, downloadingModelReplicaCount: 1, initializingReplicaCount: 1 };
    expect(deploymentProblem({ deployment: deployment({ replicaStats }), shards: [] })).toBeNull();
  });

  it("is too few replicas where nothing tells how far they are", () => {
    expect(deploymentProblem({ deployment: deployment({ replicaStats: undefined }), shards: [] })).toBe(
      "Deployment llama-70b: 2 of 4 replicas ready",
    );
  });

  it("is a failed shard, with its message scrubbed", () => {
    const failed = shard({ state: "FAILED", status: { code: "INTERNAL", message: "lost 10.1.2.3" } });
    expect(deploymentProblem({ deployment: deployment({}), shards: [failed] })).toBe(
      "Deployment llama-70b failed: lost [address]",
    );
  });
});

it("puts a deployment into one line", () => {
  expect(deploymentFact({ deployment: deployment({}), shards: [] })).toEqual({
    label: "Deployment llama-70b",
    value: "2 of 4 replicas ready, 2 waiting for machines, 8 × H100 80GB each",
  });
  const idle = deployment({ replicaCount: undefined, desiredReplicaCount: undefined, replicaStats: {} });
  expect(deploymentFact({ deployment: idle, shards: [] }).value).toContain("scaled to zero");
});
