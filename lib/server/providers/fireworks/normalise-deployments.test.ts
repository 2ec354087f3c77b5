import { describe, expect, it } from "vitest";
import sample from "./fixtures/deployment.json";
import { deploymentProblem, gpusOf, toDeployment } from "./normalise-deployments";
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

describe("a deployment", () => {
  const read = (fields: object, ...shards: object[]) =>
    toDeployment({ deployment: deployment(fields), shards: shards.map(shard) });

  it("is told with its replicas, what they wait for, and what each of them holds", () => {
    expect(read({})).toEqual({
      id: "my-deployment",
      name: "llama-70b",
      status: "degraded",
      providerStatus: "READY",
      replicas: { ready: 2, desired: 4 },
      detail: "2 waiting for machines",
      baseModel: "falcon-7b",
      gpuModel: "H100 80GB",
      gpusPerReplica: 8,
      region: "us-iowa-1",
    });
  });

  const all = { readyReplicaCount: 4 };
  it.each([
    ["READY", all, "running"],
    ["UPDATING", all, "running"],
    ["UPDATING", { readyReplicaCount: 2, initializingReplicaCount: 2 }, "running"],
    ["UPDATING", { initializingReplicaCount: 4 }, "provisioning"],
    ["READY", { readyReplicaCount: 3 }, "degraded"],
    ["CREATING", {}, "provisioning"],
    ["DELETING", all, "terminating"],
    ["DELETED", all, "terminated"],
    ["FAILED", all, "error"],
    ["STATE_UNSPECIFIED", all, "unknown"],
    ["BRAND_NEW", all, "unknown"],
    [undefined, all, "unknown"],
    [7, all, "unknown"],
  ])("in state %s with replicas %j is %s", (state, replicaStats, status) => {
    expect(read({ state, replicaStats }).status).toBe(status);
  });

  it("without replicas, by intent, is at rest", () => {
    const idle = { replicaCount: undefined, desiredReplicaCount: undefined, replicaStats: {} };
    expect(read(idle)).toMatchObject({ status: "stopped", detail: "scaled to zero" });
  });

  it("has failed when one of its shards has, for the scrubbed reason that it gives", () => {
    const failed = { state: "FAILED", status: { message: "lost 10.1.2.3" } };
    expect(read({}, failed)).toMatchObject({ status: "error", detail: "lost [address]" });
  });

  it("may be in any of the regions that it must be placed in", () => {
    const placement = { regions: ["US_IOWA_1", "US_TEXAS_1", "REGION_UNSPECIFIED"] };
    expect(read({ region: undefined, placement }).region).toBe("us-iowa-1 or us-texas-1");
    expect(read({ region: "US_IOWA_1", placement }).region).toBe("us-iowa-1");
  });

  it("is read in any case, and with numbers as text", () => {
    const written = {
      state: "Ready",
      replicaCount: "4",
      desiredReplicaCount: "4",
      acceleratorType: "nvidia_h100_80gb",
    };
    expect(read({ ...written, replicaStats: { readyReplicaCount: "4" } })).toMatchObject({
      ...{ status: "running", replicas: { ready: 4, desired: 4 } },
    });
  });

  it("lacks none of the replicas that are there in part", () => {
    expect(read({ replicaStats: { readyReplicaCount: 3, partialReplicaCount: 0.5 } }).status).toBe("running");
  });

  it("is where it must be placed until it is anywhere", () => {
    expect(read({ region: "REGION_UNSPECIFIED", placement: { multiRegion: "EUROPE" } }).region).toBe("europe");
    expect(read({ region: undefined }).region).toBeNull();
  });
});
