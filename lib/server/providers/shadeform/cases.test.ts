import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { FleetReading } from "@/lib/server/providers/spec";
import { type AnsweredCase, connectToCase, readCase } from "@/lib/testing/adapters/answered-case";
import activeSshPortZero from "./cases/active-ssh-port-zero.json";
import bootTimeMinusOne from "./cases/boot-time-minus-one.json";
import clustersCallFails from "./cases/clusters-call-fails.json";
import cpuInstance from "./cases/cpu-instance.json";
import instanceSpotTerms from "./cases/instance-spot-terms.json";
import memberInfoLost from "./cases/member-info-lost.json";
import offersSpotOnly from "./cases/offers-spot-only.json";
import sshPortText from "./cases/ssh-port-text.json";
import unknownSizeMinusOne from "./cases/unknown-size-minus-one.json";
import { shadeform } from "./index";

const { signal } = new AbortController();

async function fleetOf(answered: AnsweredCase): Promise<FleetReading> {
  return (await readCase(shadeform, answered)).fleet;
}

async function onlyOf(answered: AnsweredCase): Promise<ClusterReading> {
  const [cluster, ...others] = (await fleetOf(answered)).clusters;
  return cluster && others.length === 0 ? cluster : expect.fail("expected one cluster");
}

describe("answers that real servers give", () => {
  it.each([
    ["a port of 0, which is 22", activeSshPortZero],
    ["a port as text", sshPortText],
    ["a boot time of -1", bootTimeMinusOne],
    ["a size of -1", unknownSizeMinusOne],
  ])("have %s, and lose nothing to it", async (_, answered) => {
    expect(await onlyOf(answered)).toMatchObject({
      ...{ name: "gpu-1", status: "running", health: "healthy", gpuCount: 1, gpuModel: "H100" },
      ...{ rate: { usdMicrosPerHour: 3_000_000 } },
      connectionDetails: { ssh: [{ host: "192.0.2.10", port: 22, user: "shadeform" }] },
    });
    expect((await fleetOf(answered)).warnings).toEqual([]);
  });

  it("tell no size of -1", async () => {
    const { facts } = await onlyOf(unknownSizeMinusOne);
    expect(facts.map(({ label }) => label)).not.toContain("Storage per node (GB)");
    expect(JSON.stringify(facts)).not.toContain("-1");
  });

  it("say of a machine without GPUs that it has none", async () => {
    const { facts, ...cluster } = await onlyOf(cpuInstance);
    expect(cluster).toMatchObject({ gpuModel: null, gpuCount: 0 });
    expect(facts).toContainEqual({ label: "GPUs per node", value: "0" });
    expect(facts.map(({ label }) => label).filter((label) => /NVLink|VRAM|interconnect/.test(label))).toEqual([]);
  });

  it("name spot with the price of its terms, and say that another may be billed", async () => {
    const { rate, facts, nodes } = await onlyOf(instanceSpotTerms);
    const note = "Spot price: the listed price is $3.00/h, and which of the two is billed is not documented";
    expect(rate).toMatchObject({ usdMicrosPerHour: 1_500_000, billing: "full", note });
    expect(nodes?.[0]?.rate).toEqual(rate);
    expect(facts).toContainEqual({ label: "Rental", value: "Spot: Shadeform may reclaim it at any time" });
  });

  it("offer spot as such, and nothing on demand where that is sold out", async () => {
    const offers = await connectToCase(shadeform, offersSpotOnly).readOffers?.(signal);
    expect(offers?.map(({ rental, usdMicrosPerHour }) => [rental, usdMicrosPerHour])).toEqual([["spot", 1_500_000]]);
  });

  it("show single machines where clusters cannot be read, say so, and conclude nothing from what is not there", async () => {
    const fleet = await fleetOf(clustersCallFails);
    expect(fleet.clusters.map(({ name }) => name)).toEqual(["gpu-1"]);
    expect(fleet.complete).toBe(false);
    expect(fleet.warnings).toEqual([
      expect.stringMatching(/^Clusters could not be read, only single machines: .*\/clusters/),
    ]);
  });

  it("tell of a cluster's machine what is known of one on its own", async () => {
    const cluster = await onlyOf(memberInfoLost);
    const launch = cluster.facts.filter(({ group }) => group === "Launch configuration");
    expect(launch.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Environment variables: 1 variable: WANDB_MODE",
      "Volumes attached: 1",
    ]);
    expect(cluster).toMatchObject({ status: "provisioning", providerStatus: "active", statusDetail: "downloading" });
  });
});
