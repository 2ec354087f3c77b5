import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { connectToCase } from "@/lib/testing/odd-answers/connect-to-case";
import { shadeform } from "./index";

const { signal } = new AbortController();

async function fleetOf(name: string) {
  return connectToCase(shadeform, name).readFleet(signal);
}

async function onlyOf(name: string): Promise<ClusterReading> {
  const [cluster, ...others] = (await fleetOf(name)).clusters;
  return cluster && others.length === 0 ? cluster : expect.fail("expected one cluster");
}

describe("answers that real servers give", () => {
  it.each([
    ["shadeform-active-ssh-port-zero", "takes a port of 0 for 22"],
    ["shadeform-ssh-port-text", "reads a port that is text"],
    ["shadeform-boot-time-minus-one", "loses no machine to a boot time that is not known"],
    ["shadeform-unknown-size-minus-one", "loses no machine to a size that is not known"],
  ])("%s: %s", async (name) => {
    expect(await onlyOf(name)).toMatchObject({
      ...{ name: "gpu-1", status: "running", health: "healthy", gpuCount: 1, gpuModel: "H100" },
      ...{ rate: { usdMicrosPerHour: 3_000_000 } },
      connectionDetails: { ssh: [{ host: "192.0.2.10", port: 22, user: "shadeform" }] },
    });
    expect((await fleetOf(name)).warnings).toEqual([]);
  });

  it("tell no size of -1", async () => {
    const { facts } = await onlyOf("shadeform-unknown-size-minus-one");
    expect(facts.map(({ label }) => label)).not.toContain("Storage per node (GB)");
    expect(JSON.stringify(facts)).not.toContain("-1");
  });

  it("say of a machine without GPUs that it has none", async () => {
    expect(await onlyOf("shadeform-cpu-instance")).toMatchObject({ gpuModel: null, gpuCount: 0 });
  });

  it("name spot with the price of its terms, and say that another may be billed", async () => {
    const { rate, facts, nodes } = await onlyOf("shadeform-instance-spot-terms");
    const note = "Spot price: the machine's own price is $3.00/h, and which of them is billed is not documented";
    expect(rate).toMatchObject({ usdMicrosPerHour: 1_500_000, billing: "full", note });
    expect(nodes?.[0]?.rate).toEqual(rate);
    expect(facts).toContainEqual({ label: "Rental", value: "Spot: Shadeform may reclaim it at any time" });
  });

  it("offer spot as such, and nothing on demand where that is sold out", async () => {
    const offers = await connectToCase(shadeform, "shadeform-offers-spot-only").readOffers?.(signal);
    expect(offers?.map(({ rental, usdMicrosPerHour }) => [rental, usdMicrosPerHour])).toEqual([["spot", 1_500_000]]);
  });

  it("show single machines where clusters cannot be read, say so, and conclude nothing from what is not there", async () => {
    const fleet = await fleetOf("shadeform-clusters-call-fails");
    expect(fleet.clusters.map(({ name }) => name)).toEqual(["gpu-1"]);
    expect(fleet.complete).toBe(false);
    expect(fleet.warnings).toEqual([
      expect.stringMatching(/^Clusters could not be read, only single machines: .*\/clusters/),
    ]);
  });

  it("tell of a cluster's machine what is known of one on its own", async () => {
    const client = connectToCase(shadeform, "shadeform-member-info-lost");
    const launch = async () =>
      (await client.readFleet(signal)).clusters[0]?.facts
        .filter(({ group }) => group === "Launch configuration")
        .map(({ label, value }) => `${label}: ${value}`);
    await expect.poll(launch).toEqual(["Environment variables: 1 variable: WANDB_MODE", "Volumes attached: 1"]);
    expect(await client.readFleet(signal)).toMatchObject({
      clusters: [{ status: "provisioning", providerStatus: "active", statusDetail: "downloading" }],
    });
  });
});
