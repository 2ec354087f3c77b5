import { describe, expect, it } from "vitest";
import type { ClusterStatus } from "@/lib/domain/cluster/cluster";
import { clusterStatus, machineStatus } from "./status";
import { wireNodeSchema } from "./wire";

describe("a machine's status", () => {
  it.each([
    ["PROVISIONING", "PENDING", "provisioning"],
    ["PENDING", null, "provisioning"],
    ["PROVISIONING", "ERROR", "error"],
    ["ACTIVE", "FINISHED", "running"],
    ["active", "finished", "running"],
    ["ACTIVE", "PENDING", "provisioning"],
    ["ACTIVE", "ACTIVE", "provisioning"],
    ["ACTIVE", "SOMETHING_NEW", "provisioning"],
    ["ACTIVE", "ERROR", "error"],
    ["ACTIVE", null, "provisioning"],
    ["ACTIVE", "", "provisioning"],
    ["STOPPED", "FINISHED", "stopped"],
    ["STOPPED", "ERROR", "stopped"],
    ["ERROR", "FINISHED", "error"],
    ["DELETING", "FINISHED", "terminating"],
    ["TERMINATED", "TERMINATED", "terminated"],
    ["UNKNOWN", "FINISHED", "unknown"],
    ["HIBERNATING", "FINISHED", "unknown"],
    ["constructor", "FINISHED", "unknown"],
    ["", "FINISHED", "unknown"],
    [null, "FINISHED", "unknown"],
    [undefined, undefined, "unknown"],
  ])("is, for %s with installation %s, %s", (status, installationStatus, expected) => {
    expect(machineStatus(wireNodeSchema.parse({ id: "a", status, installationStatus }))).toBe(expected);
  });
});

describe("a cluster's status", () => {
  it.each<[ClusterStatus | null, ClusterStatus[], ClusterStatus]>([
    ["provisioning", ["running", "error"], "provisioning"],
    ["stopped", ["running"], "stopped"],
    ["unknown", ["running"], "unknown"],
    ["running", [], "running"],
    ["running", ["running", "running"], "running"],
    ["running", ["running", "provisioning"], "provisioning"],
    ["running", ["provisioning", "provisioning"], "provisioning"],
    ["running", ["running", "error"], "degraded"],
    ["running", ["error", "error"], "degraded"],
    ["running", ["running", "unknown"], "degraded"],
    ["running", ["stopped", "stopped"], "degraded"],
    [null, ["running", "running"], "running"],
    [null, ["running", "provisioning"], "provisioning"],
    [null, ["running", "error"], "degraded"],
    [null, ["provisioning", "error"], "error"],
    [null, ["stopped", "stopped"], "stopped"],
    [null, ["stopped", "terminating"], "terminating"],
    [null, ["unknown"], "unknown"],
    [null, [], "terminated"],
  ])("is, when it says %s and its nodes %j, %s", (own, nodes, expected) => {
    expect(clusterStatus(own, nodes)).toBe(expected);
  });
});
