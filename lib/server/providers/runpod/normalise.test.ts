import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import clusters from "./fixtures/clusters.json";
import pods from "./fixtures/pods.json";
import { toFleetReading } from "./fleet-reading";

const [pod] = pods.pods;
const [cluster] = clusters.clusters;

function member(rank: number, changes: object = {}) {
  return { ...pod, id: `pod_node${rank}`, name: `node-${rank}`, cluster: { id: "cluster_abc123", rank }, ...changes };
}

async function readOne(clusterList: readonly unknown[], podList: readonly unknown[]): Promise<ClusterReading> {
  const { clusters: readings } = await toFleetReading({ clusters: clusterList, pods: podList }, new Map(), () => {});
  const [only, ...others] = readings;
  return only && others.length === 0 ? only : expect.fail("expected one cluster");
}

const withPods = (podList: readonly unknown[], changes: object = {}) => readOne([{ ...cluster, ...changes }], podList);
const four = (changes: (rank: number) => object = () => ({})) =>
  [0, 1, 2, 3].map((rank) => member(rank, changes(rank)));

describe("the document's pod", () => {
  it("is a cluster of one node, under its own id", async () => {
    const reading = await readOne([], [pod]);
    expect(reading).toMatchObject({
      ...{ providerClusterId: "7h9k2m4n6p", name: "pytorch-training", status: "running", providerStatus: "RUNNING" },
      ...{ health: "healthy", gpuModel: "RTX 4090", gpuCount: 1, region: { id: "US-KS-2", label: "US-KS-2" } },
      rate: { usdMicrosPerHour: 440_000, source: "reported", billing: "full" },
      ...{ createdAt: Date.UTC(2026, 5, 1, 12), activeAt: Date.UTC(2026, 5, 1, 12, 2) },
      ...{ statusSince: Date.UTC(2026, 5, 1, 12, 2), onDemand: ["logs"] },
    });
    expect(reading.nodes).toMatchObject([{ id: "7h9k2m4n6p" }]);
  });

  it("is known to others by its id alone, since the pods of one machine share its address", async () => {
    const { nodes } = await readOne([], [pod]);
    expect(nodes?.[0]?.machineIds).toEqual(machineIdsOf({ ids: [["runpod", "7h9k2m4n6p"]] }).machineIds);
  });

  it("is reached straight and through the proxy, which carries a shell only, by commands of our own", async () => {
    const { connectionDetails } = await readOne([], [pod]);
    expect(connectionDetails?.ssh).toEqual([
      { nodeId: "7h9k2m4n6p", label: "pytorch-training", host: "195.26.233.3", port: 34_446, user: "root" },
      expect.objectContaining({ host: "ssh.runpod.io", user: "7h9k2m4n6p-64411eb2", isShellOnly: true }),
    ]);
    // Its mapped port is that of ssh.
    expect(connectionDetails?.ports).toEqual([]);
    expect(JSON.stringify(connectionDetails)).not.toContain("ssh root@");
  });

  it("shows nothing of its variables, arguments, registry and template", async () => {
    const secrets = { env: { A: "CANARY" }, args: "CANARY", registry: "CANARY", template: "CANARY" };
    expect(JSON.stringify(await readOne([], [{ ...pod, ...secrets }]))).not.toMatch(/CANARY|llama-3/);
  });

  it("tells what its document names, in words and with units", async () => {
    const { facts } = await readOne([], [{ ...pod, locked: true, globalNetworking: { enabled: true } }]);
    expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Cloud: Secure Cloud: RunPod's own data centers",
      "GPU type: NVIDIA GeForce RTX 4090",
      "GPUs per pod: 1",
      "CUDA version: 12.8",
      "Container disk (GB), wiped on restart: 50",
      "Volume (GB): 20",
      "Exposed ports: 8888/http, 22/tcp",
      "Locked: yes: it cannot be stopped or reset",
      "Global networking: on",
      "Image: runpod/pytorch:1.0.2-cu1281-torch280-ubuntu2404",
    ]);
  });

  it("keeps the name of a private image's registry for operators", async () => {
    const { facts } = await readOne([], [{ ...pod, image: "registry.acme.example/team/app:2" }]);
    expect(facts.at(-1)).toMatchObject({
      value: "[registry]/team/app:2",
      operatorValue: "registry.acme.example/team/app:2",
    });
  });

  it("leaves out hosts and ports that are none, and says so", async () => {
    const ssh = { direct: { host: "a b; rm", port: 22, username: "root" }, proxy: null };
    const runtime = { ports: [{ private: 6006, public: 99_999, type: "tcp" }] };
    const reading = await readOne([], [{ ...pod, ssh, runtime }]);
    expect(reading.connectionDetails).toMatchObject({ ssh: [], ports: [] });
    expect(reading.healthReasons).toEqual(reading.connectionDetails?.notes);
    expect(reading.healthReasons).toHaveLength(2);
  });

  it("forwards ports by TCP, and by http through RunPod's web proxy alone", async () => {
    const ports = [
      { private: 6006, public: 34_500, type: "tcp", ip: "195.26.233.3" },
      { private: 8888, public: 60_001, type: "http", ip: "100.65.0.1" },
      { private: 7000, public: null, type: "tcp", ip: null },
    ];
    const { connectionDetails } = await readOne([], [{ ...pod, runtime: { ports } }]);
    expect(connectionDetails?.ports).toMatchObject([{ internalPort: 6_006, externalPort: 34_500, protocol: "tcp" }]);
    expect(connectionDetails?.links).toMatchObject([{ url: "https://7h9k2m4n6p-8888.proxy.runpod.net" }]);
  });
});

describe("a cluster", () => {
  it("runs once as many pods run as were ordered, and costs what they cost together", async () => {
    const reading = await withPods(four());
    expect(reading).toMatchObject({
      ...{ providerClusterId: "cluster_abc123", name: "my-training-cluster", status: "running", health: "healthy" },
      ...{ providerStatus: null, statusDetail: null, region: { id: "US-TX-3" }, gpuCount: 4 },
      rate: { usdMicrosPerHour: 1_760_000, source: "summed", billing: "full" },
    });
    expect(reading.nodes?.map(({ name }) => name)).toEqual(["node-0", "node-1", "node-2", "node-3"]);
  });

  it("is entered straight first, and through the proxy after that, pod by pod in the order of their ranks", async () => {
    const { connectionDetails } = await withPods(four().toReversed());
    expect(connectionDetails?.ssh.map(({ label }) => label)).toEqual([
      ...["node-0", "node-1", "node-2", "node-3"],
      ...["node-0 proxy", "node-1 proxy", "node-2 proxy", "node-3 proxy"],
    ]);
  });

  it("lacks pods as long as there are fewer than were ordered", async () => {
    const reading = await withPods(four().slice(1));
    expect(reading).toMatchObject({ status: "degraded", health: "degraded", statusDetail: "3 of 4 pods running" });
    expect(reading.healthReasons).toEqual(["3 of 4 pods"]);
  });

  it("does not count pods that are gone, nor their price", async () => {
    const reading = await withPods(four((rank) => (rank === 3 ? { status: "TERMINATED", cost: 0 } : {})));
    expect(reading).toMatchObject({
      status: "degraded",
      gpuCount: 3,
      rate: { usdMicrosPerHour: 1_320_000, note: expect.stringContaining("on top") },
    });
    expect(reading.healthReasons).toEqual(["3 of 4 pods"]);
  });

  it("is as healthy as its worst pod, and names it", async () => {
    const reading = await withPods(four((rank) => (rank === 2 ? { status: "ERROR", cost: 0 } : {})));
    expect(reading).toMatchObject({ status: "degraded", health: "unhealthy" });
    expect(reading.healthReasons).toEqual(["node-2 is in error"]);
    expect(reading.rate).toMatchObject({
      ...{ usdMicrosPerHour: 1_320_000, billing: "full", note: "The price of 3 of 4 pods: the others state none" },
    });
  });

  it("bills its volumes when all of it is stopped, and is no better for pods that are", async () => {
    const stopped = await withPods(four(() => ({ status: "EXITED", cost: 0, runtime: null })));
    // 4 × 20 GB × $0.20 ÷ 730 h
    expect(stopped.rate).toMatchObject({ usdMicrosPerHour: 4 * 5_479, source: "computed", billing: "reduced" });
    expect(stopped).toMatchObject({ status: "stopped", connectionDetails: { ssh: [] } });
    const partly = await withPods(four((rank) => (rank === 0 ? { status: "EXITED", cost: 0 } : {})));
    expect(partly).toMatchObject({ status: "degraded", health: "degraded", healthReasons: ["1 of 4 pods stopped"] });
    expect(partly.rate).toMatchObject({ usdMicrosPerHour: 1_325_479, source: "summed", billing: "full" });
  });

  it("is not called healthy while it does not say how many pods it should have", async () => {
    const reading = await withPods(four(), { compute: null });
    expect(reading).toMatchObject({ status: "unknown", health: "unknown" });
    expect(reading.healthReasons).toEqual(["my-training-cluster does not say how many pods it should have"]);
  });

  it("tells how many pods there are where it does not say which", async () => {
    const reading = await withPods([]);
    expect(reading).toMatchObject({
      status: "provisioning",
      nodes: null,
      gpuCount: 32,
      rate: { usdMicrosPerHour: null },
    });
    expect(reading.statusDetail).toBe("3 of 4 pods running");
    expect(reading.healthReasons).toEqual(["my-training-cluster does not say which pods it has"]);
  });

  it("has roles where Slurm or Ray gives them, and addresses in its network for operators", async () => {
    const roles = ["SLURM_CONTROLLER", "SLURM_COMPUTE", "RAY_HEAD", null];
    const pair = (rank: number) => ({
      cluster: { id: "cluster_abc123", rank, role: roles[rank], ip: `10.65.0.${rank}` },
    });
    const reading = await withPods(four(pair), { type: "SLURM", primary: { podId: "pod_node0" } });
    expect(reading.nodes?.map(({ role }) => role)).toEqual(["control", "worker", "control", null]);
    expect(reading.nodes?.[1]?.facts).toContainEqual({
      ...{ label: "Address in the cluster's network", value: null, operatorValue: "10.65.0.1" },
    });
    expect(reading.facts.slice(0, 3)).toEqual([
      { label: "Type", value: "Slurm" },
      { label: "Pods ordered", value: "4" },
      { label: "Entry node", value: "node-0" },
    ]);
  });

  it("measures the average of its GPUs that say something, and of nothing else", async () => {
    const gpus = [{ util: 90, memoryUtil: 50 }, { util: 81 }, { util: 250 }, { util: -1 }];
    const { metrics } = await withPods(four((rank) => ({ runtime: rank === 0 ? { gpus } : null })));
    expect(metrics).toEqual([
      { key: "gpu_utilization", label: "GPU utilization", unit: "%", value: 85.5 },
      { key: "gpu_memory_utilization", label: "GPU memory utilization", unit: "%", value: 50 },
    ]);
  });
});
