import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { type AnsweredCase, connectToCase, readCase } from "@/lib/testing/adapters/answered-case";
import accountInactive from "./cases/account-inactive.json";
import booting from "./cases/booting.json";
import cpuInstance from "./cases/cpu-instance.json";
import taggedCluster from "./cases/tagged-cluster.json";
import terminating from "./cases/terminating.json";
import unknownWord from "./cases/unknown-word.json";
import { lambda } from "./index";

async function onlyOf(answered: AnsweredCase): Promise<ClusterReading> {
  const [cluster, ...others] = (await readCase(lambda, answered)).clusters;
  return cluster && others.length === 0 ? cluster : expect.fail("expected one cluster");
}

describe("answers of Lambda", () => {
  it("lack an address and a name before an instance has booted", async () => {
    const cluster = await onlyOf(booting);
    expect(cluster).toMatchObject({
      ...{ name: "0920582c7ff041399e34823a0be62549", status: "provisioning", health: "unknown", gpuCount: 8 },
      ...{ connectionDetails: { ssh: [] }, createdAt: null, onDemand: [] },
      rate: {
        usdMicrosPerHour: 35_920_000,
        source: "reported",
        billing: "unknown",
        note: expect.stringMatching(/once it runs/),
      },
    });
    expect(cluster.facts).toContainEqual({
      ...{ label: "Not possible now", value: "restart, cold reboot, rebuild, migration: it has not launched" },
      group: "The node",
    });
    expect((await readCase(lambda, booting)).fleet.warnings).toEqual([]);
  });

  it("offer no way into an instance that is going, and no price", async () => {
    expect(await onlyOf(terminating)).toMatchObject({
      ...{ status: "terminating", rate: { usdMicrosPerHour: 0, billing: "none" }, connectionDetails: { ssh: [] } },
    });
  });

  it("may have words that no document has", async () => {
    const cluster = await onlyOf(unknownWord);
    expect(cluster).toMatchObject({ status: "unknown", health: "unknown", providerStatus: "migrating" });
    expect(cluster.rate).toMatchObject({ usdMicrosPerHour: 35_920_000, billing: "unknown" });
  });

  it("describe a machine without GPUs as having N/A", async () => {
    expect(await onlyOf(cpuInstance)).toMatchObject({
      gpuModel: null,
      gpuCount: 0,
      rate: { usdMicrosPerHour: 80_000 },
    });
  });

  it("name a cluster by a tag, which costs and is as much as its instances that are not gone", async () => {
    const { clusters } = await readCase(lambda, taggedCluster);
    expect(clusters.map(({ providerClusterId, name }) => [providerClusterId, name])).toEqual([
      ["cluster:train", "train"],
      ["d", "alone"],
    ]);
    expect(clusters[0]).toMatchObject({
      ...{ status: "degraded", health: "unhealthy", statusDetail: "1 of 2 instances active", gpuCount: 16 },
      ...{ healthReasons: ["Lambda says that train-2 is unhealthy"], tags: ["cluster=train", "team=speech"] },
      rate: { usdMicrosPerHour: 71_840_000, source: "summed", billing: "full" },
    });
    expect(clusters[0]?.connectionDetails?.ssh.map(({ host }) => host)).toEqual(["198.51.100.2", "198.51.100.3"]);
  });

  it("say in a code why they are refused", async () => {
    const failure = await connectToCase(lambda, accountInactive)
      .readFleet(new AbortController().signal)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      kind: "forbidden",
      message:
        "Lambda says that this account is inactive. Verify its e-mail address and its means of payment at Lambda.",
    });
  });
});
