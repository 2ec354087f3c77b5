import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { type AnsweredCase, readCase } from "@/lib/testing/adapters/answered-case";
import clustersRefused from "./cases/clusters-refused.json";
import cpuPod from "./cases/cpu-pod.json";
import eightGpusOnePrice from "./cases/eight-gpus-one-price.json";
import exitedNetworkVolume from "./cases/exited-network-volume.json";
import exitedVolume from "./cases/exited-volume.json";
import justOrdered from "./cases/just-ordered.json";
import proxyOnly from "./cases/proxy-only.json";
import runningCostZero from "./cases/running-cost-zero.json";
import { runpod } from "./index";

async function onlyOf(answered: AnsweredCase): Promise<ClusterReading> {
  const [cluster, ...others] = (await readCase(runpod, answered)).clusters;
  return cluster && others.length === 0 ? cluster : expect.fail("expected one cluster");
}

describe("answers of RunPod", () => {
  it("name a price of 0 for a pod that runs, which is not known rather than free", async () => {
    expect((await onlyOf(runningCostZero)).rate).toEqual({
      ...{ usdMicrosPerHour: null, source: "none", billing: "full" },
      note: "RunPod reports a price of 0 for a pod that runs, which is taken for unknown",
    });
  });

  it("name the price of a whole pod, whatever it has of GPUs, and as a rounded binary fraction", async () => {
    const { rate, gpuCount, gpuModel } = await onlyOf(eightGpusOnePrice);
    expect(rate).toMatchObject({ usdMicrosPerHour: 10_240_000, source: "reported", billing: "full" });
    expect([gpuCount, gpuModel]).toEqual([8, "H100 80GB HBM3"]);
  });

  it("name no price of a stopped pod, which is computed from its volume", async () => {
    const { rate, status, connectionDetails } = await onlyOf(exitedVolume);
    expect(status).toBe("stopped");
    // 500 GB × $0.20 ÷ 730 h
    expect(rate).toMatchObject({ usdMicrosPerHour: 136_986, source: "computed", billing: "reduced" });
    expect(connectionDetails?.ssh).toEqual([]);
  });

  it("leave the price of a stopped pod's network volume unknown, but say that it is billed", async () => {
    const note = "RunPod bills its network volume by itself, whether or not the pod runs";
    expect((await onlyOf(exitedNetworkVolume)).rate).toEqual({
      ...{ usdMicrosPerHour: null, source: "none", billing: "reduced", note },
    });
  });

  it("have next to nothing of what was just ordered", async () => {
    const cluster = await onlyOf(justOrdered);
    expect(cluster).toMatchObject({
      ...{
        status: "provisioning",
        health: "unknown",
        statusDetail: "0 of 4 pods running",
        region: null,
        activeAt: null,
      },
      ...{ name: "my-training-cluster", gpuModel: "RTX 4090", rate: { usdMicrosPerHour: null, billing: "unknown" } },
    });
    expect((await readCase(runpod, justOrdered)).fleet.warnings.filter((text) => text.includes("values"))).toEqual([]);
  });

  it("show the clusters of pods where clusters are refused, say so, and conclude nothing from what is not there", async () => {
    const { fleet } = await readCase(runpod, clustersRefused);
    expect(fleet.clusters.map(({ name, status, nodes }) => [name, status, nodes?.length])).toEqual([
      ["cluster_abc123", "degraded", 2],
      ["pytorch-training", "running", 1],
    ]);
    expect(fleet.complete).toBe(false);
    expect(fleet.warnings[0]).toMatch(/^Clusters could not be read, only their pods: .*\/clusters \(403\)/);
  });

  it("say of a pod without GPUs what it has instead", async () => {
    const { gpuModel, gpuCount, facts } = await onlyOf(cpuPod);
    expect([gpuModel, gpuCount]).toEqual([null, 0]);
    expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual(
      expect.arrayContaining(["CPU type: cpu5c", "vCPUs per pod: 4", "Memory per pod (GB): 16"]),
    );
  });

  it("lead to some pods through a proxy alone", async () => {
    const { connectionDetails, healthReasons, metrics } = await onlyOf(proxyOnly);
    expect(connectionDetails?.ssh).toEqual([
      {
        ...{ nodeId: "7h9k2m4n6p", label: "pytorch-training proxy", host: "ssh.runpod.io", port: 22 },
        ...{ user: "7h9k2m4n6p-64411eb2", isRelay: true, isShellOnly: true },
        note: "Through RunPod's proxy, a shell only: no scp, sftp, rsync or port forwarding",
      },
    ]);
    expect(connectionDetails?.ports).toEqual([]);
    expect(connectionDetails?.links).toEqual([
      { label: "pytorch-training port 8888", url: "https://7h9k2m4n6p-8888.proxy.runpod.net" },
    ]);
    expect(healthReasons).toEqual([]);
    expect(metrics.map(({ key, value }) => [key, value])).toEqual([
      ["gpu_utilization", 94],
      ["gpu_memory_utilization", 78],
    ]);
  });
});
