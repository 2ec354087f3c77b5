import { describe, expect, it } from "vitest";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { addressesOf, machineOf } from "./provider-machine";

describe("what other accounts may know a node's machine by", () => {
  it.each<[string, string, (readonly [string, string])[]]>([
    ["AWS", "aws:///us-east-1a/i-0abc123", [["aws", "i-0abc123"]]],
    ["Google", "gce://project/us-central1-a/gke-pool-1", [["gce", "gke-pool-1"]]],
    [
      "Azure",
      "azure:///subscriptions/S/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/A/virtualMachines/0",
      [
        [
          "azure",
          "subscriptions/s/resourcegroups/rg/providers/microsoft.compute/virtualmachinescalesets/a/virtualmachines/0",
        ],
      ],
    ],
    ["RunPod", "runpod://pod1abc", [["runpod", "pod1abc"]]],
    ["Lambda", "lambda://us-west-1/0920582c7ff041399e34823a0be62549", [["lambda", "0920582c7ff041399e34823a0be62549"]]],
    ["CoreWeave", "coreweave://US-EAST-04/g1a2b3c", [["coreweave", "g1a2b3c"]]],
    ["Oracle", "ocid1.instance.oc1.iad.abc", [["oci", "ocid1.instance.oc1.iad.abc"]]],
    ["nobody", "", []],
    ["something else", "not an id", []],
    ["only a scheme", "aws://", []],
  ])("%s", (_, providerID, expected) => {
    const machine = machineOf({ spec: { providerID } });
    expect(machine === null ? [] : [[machine.provider, machine.instanceId]]).toEqual(expected);
  });

  it("is a public address of its own, and none of a private network", () => {
    const addresses = addressesOf({
      status: {
        addresses: [
          { type: "InternalIP", address: "10.0.0.7" },
          { type: "InternalIP", address: "100.64.1.1" },
          { type: "ExternalIP", address: "203.0.113.7" },
          { type: "ExternalIP", address: "2001:DB8:0:0::7" },
          { type: "ExternalIP", address: "fd00::7" },
          { type: "ExternalIP", address: "not one" },
          { type: "Hostname", address: "203.0.113.8" },
        ],
      },
    });
    const known = machineIdsOf({ addresses: ["203.0.113.7", "2001:db8::7"] });
    expect(known.machineIds).toHaveLength(2);
    expect(machineIdsOf({ addresses })).toEqual(known);
  });
});
