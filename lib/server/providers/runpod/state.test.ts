import { expect, it } from "vitest";
import { clusterStatusOf, stateOf, stateReasons } from "./state";

it("knows what each of RunPod's words means, and what is charged meanwhile", () => {
  const words = [
    "PROVISIONING",
    "STARTING",
    "RUNNING",
    "EXITED",
    "ERROR",
    "TERMINATED",
    "running",
    "REBALANCING",
    null,
  ];
  expect(words.map((word) => Object.values(stateOf(word)).join(" "))).toEqual([
    "provisioning unknown unknown",
    "provisioning unknown unknown",
    "running healthy full",
    "stopped unknown reduced",
    "error unhealthy unknown",
    "terminated unknown none",
    "running healthy full",
    "unknown unknown unknown",
    "unknown unknown unknown",
  ]);
});

it("says why a pod is not healthy, also where RunPod says nothing or something new", () => {
  expect([...stateReasons("a", "ERROR"), ...stateReasons("a", null), ...stateReasons("a", "REBALANCING")]).toEqual([
    "a is in error",
    "a reports no status",
    'a reports the status "REBALANCING", which Clusterdeck does not know',
  ]);
  expect(stateReasons("a", "EXITED")).toEqual([]);
});

it.each([
  ["running", ["running", "running"], 2],
  ["degraded", ["running"], 2],
  ["degraded", ["running", "stopped"], 2],
  ["degraded", ["running", "terminated"], 2],
  ["degraded", ["running", "error"], 2],
  ["degraded", ["provisioning", "error"], 2],
  ["error", ["error", "error"], 2],
  ["provisioning", ["running", "provisioning"], 2],
  ["provisioning", [], 2],
  ["stopped", ["stopped", "stopped"], 2],
  ["stopped", ["stopped"], 2],
  ["terminated", ["terminated"], 2],
  ["unknown", ["running", "unknown"], 2],
  ["degraded", ["error", "unknown"], 2],
  // How many there should be is not known, so none may be missing.
  ["unknown", ["running", "running"], null],
  ["stopped", ["stopped"], null],
] as const)("is %s with pods that are %j of %j", (status, pods, podCount) => {
  expect(clusterStatusOf(pods, podCount)).toBe(status);
});
