import { describe, expect, it } from "vitest";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import instanceTypes from "./fixtures/instance-types.json";
import instances from "./fixtures/instances.json";
import { gpuOf } from "./gpu";
import { clusterIdOf, toClusterReading } from "./normalise";
import { toOffers } from "./offers";
import { clusterStatusOf, stateOf } from "./state";
import { instanceSchema } from "./wire";

const [sample] = instances.data;

/** As Lambda and its resellers name the sample. */
const NAMES = [
  ["lambda", "0920582c7ff041399e34823a0be62549"],
  ["lambdalabs", "0920582c7ff041399e34823a0be62549"],
] as const;

function readSample(changes: object = {}, id = "0920582c7ff041399e34823a0be62549") {
  return toClusterReading(id, [instanceSchema.parse({ ...sample, ...changes })]);
}

describe("the document's instance", () => {
  it("is a cluster of one node, for the price of the whole of it", () => {
    expect(readSample()).toMatchObject({
      ...{ providerClusterId: "0920582c7ff041399e34823a0be62549", name: "My Instance", status: "running" },
      ...{ health: "healthy", providerStatus: "active", gpuModel: "H100 80GB", gpuCount: 8, tags: ["key1=value1"] },
      ...{ region: { id: "us-west-1", label: "California, USA" }, onDemand: ["offers"] },
      // 3592 cents, not 8 times as much.
      rate: { usdMicrosPerHour: 35_920_000, source: "reported", billing: "full", note: null },
    });
  });

  it("does not say when it was created, which is said", () => {
    const { createdAt, activeAt, statusSince, facts } = readSample();
    expect([createdAt, activeAt, statusSince]).toEqual([null, null, null]);
    expect(facts[0]).toEqual({
      ...{ label: "Costs", value: "counted from the first reading: Lambda does not say when an instance was created" },
    });
  });

  it("is entered as the user of Lambda's images, and known to others by its id and its address", () => {
    const { connectionDetails, nodes } = readSample();
    expect(connectionDetails?.ssh).toMatchObject([{ host: "198.51.100.2", port: 22, user: "ubuntu" }]);
    const { machineIds } = machineIdsOf({ ids: NAMES, addresses: ["198.51.100.2"] });
    expect(nodes?.[0]?.machineIds).toEqual(machineIds);
  });

  it("shows nothing of its notebook, its mounts and its firewall", () => {
    expect(JSON.stringify(readSample())).not.toMatch(/03b7d30d|lambdaspaces|token|custom-mount|398578a2|c4d291f4/);
  });

  it("keeps addresses and names of keys for operators", () => {
    const operators = readSample().facts.filter(({ value }) => value === null);
    expect(operators.map(({ label, operatorValue }) => `${label}: ${operatorValue}`)).toEqual([
      "Host name: headnode1",
      "Private address: 10.0.2.100",
      "SSH keys: My SSH key",
      "Filesystems: my-filesystem",
    ]);
  });

  it("is left without a way in where its address is none, and says why", () => {
    const { connectionDetails, healthReasons, nodes } = readSample({ ip: "$(reboot)" });
    expect(connectionDetails?.ssh).toEqual([]);
    expect(connectionDetails?.notes).toEqual(healthReasons);
    expect(nodes?.[0]?.machineIds).toEqual(machineIdsOf({ ids: NAMES }).machineIds);
  });

  it("has no price where Lambda names none, or 0", () => {
    for (const price of [0, null, undefined])
      expect(
        readSample({ instance_type: { ...sample?.instance_type, price_cents_per_hour: price } }).rate,
      ).toMatchObject({
        ...{ usdMicrosPerHour: null, source: "none", billing: "full" },
      });
  });
});

it("knows what each of Lambda's words means, and what is charged meanwhile", () => {
  const words = ["booting", "active", "unhealthy", "preempted", "terminating", "terminated", "Active", "new", null];
  expect(words.map((word) => Object.values(stateOf(word)).join(" "))).toEqual([
    "provisioning unknown unknown",
    "running healthy full",
    "degraded unhealthy full",
    "stopped unknown none",
    "terminating unknown none",
    "terminated unknown none",
    "running healthy full",
    "unknown unknown unknown",
    "unknown unknown unknown",
  ]);
});

it.each([
  ["running", ["running", "running", "terminated"]],
  ["degraded", ["running", "degraded"]],
  ["degraded", ["running", "stopped"]],
  ["degraded", ["running", "terminating"]],
  ["provisioning", ["running", "provisioning"]],
  ["unknown", ["running", "unknown"]],
  ["degraded", ["degraded", "unknown"]],
  ["terminating", ["terminating", "terminated"]],
  ["terminated", ["terminated"]],
] as const)("a cluster is %s with instances that are %j", (status, instancesOf) => {
  expect(clusterStatusOf(instancesOf)).toBe(status);
});

it.each([
  ["cluster:train", [{ key: "cluster", value: "train" }]],
  ["cluster:7", [{ key: "cluster", value: 7 }]],
  ["i", [{ key: "cluster", value: "  " }]],
  ["i", [{ key: "cluster", value: "x".repeat(400) }]],
  ["cluster:a/b?", [{ key: "cluster", value: "a/b?" }]],
  ["i", [{ key: "Cluster", value: "train" }]],
  ["i", [{ key: "cluster", value: "" }]],
  ["i", [{ key: "cluster", value: "a\u202Eb" }]],
  ["i", []],
  ["i", null],
])("forms the cluster %s by the tags %j", (id, tags) => {
  expect(clusterIdOf(instanceSchema.parse({ ...sample, id: "i", tags }))).toBe(id);
});

it.each([
  ["H100 (80 GB SXM5)", "H100 80GB", 80, "sxm5"],
  ["A10 (24 GB PCIe)", "A10 24GB", 24, "pcie"],
  ["Tesla V100 (16 GB)", "Tesla V100 16GB", 16, null],
  ["Something new", "Something new", null, null],
  ["N/A", null, null, null],
  [null, null, null, null],
])("reads of %j the model %j", (description, model, vramGb, interconnect) => {
  expect(gpuOf({ gpu_description: description })).toMatchObject({ model, vramGb, interconnect });
});

describe("what could be rented", () => {
  it("is each type in each region that has one", () => {
    expect(toOffers(instanceTypes.data, () => {})).toEqual([
      expect.objectContaining({
        ...{ cloud: "lambda", rental: "on-demand", usdMicrosPerHour: 15_920_000 },
        region: { id: "us-west-1", label: "California, USA" },
        shape: {
          ...{ gpuModel: "Example GPU 40GB", gpusPerNode: 8, interconnect: "sxm4", nvlink: null, vramPerGpuGb: 40 },
          // 1800 and 6144 GiB
          ...{ memoryGb: 1_933, storageGb: 6_597 },
        },
      }),
    ]);
  });

  it("is nothing that is sold out, has no price, or cannot be read", () => {
    const { gpu_8x_example: type } = instanceTypes.data;
    const free = { ...type, instance_type: { ...type.instance_type, price_cents_per_hour: 0 } };
    const soldOut = { ...type, regions_with_capacity_available: [] };
    expect(toOffers({ free, soldOut, odd: 7, none: null }, () => {})).toEqual([]);
  });
});
