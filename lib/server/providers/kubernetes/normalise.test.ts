import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { readLeniently } from "@/lib/server/providers/read-leniently";
import { condition, nodeBody } from "./fake/nodes";
import { toClusterReading } from "./normalise";
import { nodeSchema } from "./wire";

const NOW = Date.UTC(2026, 10, 20, 15);
const LONG_AGO = NOW - 10 * 24 * 60 * MINUTE_MS;
const SINCE = NOW - 30 * MINUTE_MS;
const IDENTITY = { id: "c", name: "research", createdAt: null, version: null, server: "https://10.0.0.1:6443" };
const GPUS = { "nvidia.com/gpu": "8" };

interface Change {
  labels?: Record<string, string>;
  resources?: Record<string, string>;
  metadata?: object;
  spec?: object;
  status?: object;
  createdAt?: number;
}

function wireNode(
  { labels = {}, resources = GPUS, metadata, spec, status, createdAt = LONG_AGO }: Change = {},
  name = "n",
) {
  const raw = nodeBody({ name, createdAt, readyAt: createdAt, resources, labels });
  const merged = {
    ...raw,
    metadata: { ...Object(raw.metadata), ...metadata },
    spec: { ...Object(raw.spec), ...spec },
    status: { ...Object(raw.status), ...status },
  };
  const read = readLeniently(nodeSchema, merged, () => {});
  return read.ok ? read.value : expect.fail("expected a node that can be read");
}

function clusterOf(...changes: Change[]) {
  const items = changes.map((change, index) => wireNode(change, `n${index + 1}`));
  return toClusterReading(IDENTITY, { items, unreadable: [], isCut: false }, NOW);
}

function nodeOf(change: Change) {
  const [node] = clusterOf(change).nodes ?? [];
  return node ?? expect.fail("expected a node");
}

const ready = (status: string, reason: string, message = "") => ({
  conditions: [condition("Ready", status, reason, message, SINCE)],
});
const also = (type: string, status: string, reason: string): Change => ({
  status: {
    conditions: [condition("Ready", "True", "KubeletReady", "", SINCE), condition(type, status, reason, "", SINCE)],
  },
});

describe("the health of a node", () => {
  it.each<[string, Change, object]>([
    ["is ready", {}, { status: "running", providerStatus: "Ready", health: "healthy", healthReasons: [] }],
    [
      "is not ready",
      { status: ready("False", "KubeletNotReady", "container runtime is down") },
      {
        ...{ status: "error", providerStatus: "NotReady", health: "unhealthy", readyAt: null },
        healthReasons: ["n1 is not ready: KubeletNotReady, container runtime is down"],
      },
    ],
    [
      "is silent",
      { status: ready("Unknown", "NodeStatusUnknown") },
      {
        ...{ status: "error", health: "unhealthy" },
        healthReasons: ["n1 is silent: Kubernetes hears nothing from its kubelet: NodeStatusUnknown"],
      },
    ],
    ["says nothing", { status: { conditions: null } }, { status: "unknown", health: "unknown", providerStatus: null }],
    [
      "quotes a secret",
      { status: ready("False", "KubeletNotReady", "token=CANARY-secret") },
      { healthReasons: ["n1 is not ready: KubeletNotReady, token=[secret]"] },
    ],
    [
      "has just come",
      { createdAt: NOW - 2 * MINUTE_MS, status: ready("False", "KubeletNotReady") },
      { status: "provisioning", health: "unknown", healthReasons: [] },
    ],
    [
      "is full",
      also("DiskPressure", "True", "KubeletHasDiskPressure"),
      { status: "running", health: "degraded", healthReasons: ["n1 runs out of disk space: KubeletHasDiskPressure"] },
    ],
    [
      "has what an agent found",
      also("NebiusGPUError", "True", "XID 79"),
      { health: "degraded", healthReasons: ["n1 has the problem NebiusGPUError: XID 79"] },
    ],
    ["has an agent's good news", also("AcceleratedHardwareReady", "True", "Fine"), { health: "healthy" }],
    ["votes", also("EtcdIsVoter", "True", "MemberNotLearner"), { health: "healthy", healthReasons: [] }],
    [
      "has an agent's bad news",
      also("AcceleratedHardwareReady", "False", "NvidiaXID79Error"),
      { health: "degraded", healthReasons: ["n1 has the problem AcceleratedHardwareReady: NvidiaXID79Error"] },
    ],
    ["has what is not known", also("GpuProblem", "Unknown", "x"), { health: "healthy" }],
    [
      "is cordoned",
      { spec: { unschedulable: true } },
      { status: "running", health: "healthy", providerStatus: "Ready, cordoned" },
    ],
    [
      "is in CoreWeave's triage",
      { labels: { "node.coreweave.cloud/state": "triage" } },
      { health: "degraded", healthReasons: [`n1 is in CoreWeave's state "triage"`] },
    ],
    [
      "is being deleted",
      { metadata: { deletionTimestamp: "2026-11-20T14:59:00Z" } },
      { status: "terminating", providerStatus: "Ready, being deleted" },
    ],
  ])("that %s", (_, change, expected) => {
    expect(nodeOf(change)).toMatchObject(expected);
  });
});

describe("the GPUs of a node", () => {
  it.each<[string, Change, { model?: string | null; count: number | null; reasons?: string[] }]>([
    ["none", { resources: {} }, { count: 0, model: null }],
    [
      "NVIDIA's",
      { labels: { "nvidia.com/gpu.product": "NVIDIA-H100-80GB-HBM3" } },
      { count: 8, model: "H100 80GB HBM3" },
    ],
    ["Tesla", { labels: { "nvidia.com/gpu.product": "Tesla-V100-SXM2-16GB" } }, { count: 8, model: "V100 SXM2 16GB" }],
    ["GKE's", { labels: { "cloud.google.com/gke-accelerator": "nvidia-h100-80gb" } }, { count: 8, model: "H100 80GB" }],
    [
      "CoreWeave's",
      { labels: { "gpu.nvidia.com/class": "H100_NVLINK_80GB" } },
      { count: 8, model: "H100 NVLINK 80GB" },
    ],
    ["AMD's by device", amd({ "beta.amd.com/gpu.device-id.74a1": "8" }), { count: 8, model: "MI300X" }],
    ["AMD's by value", amd({ "amd.com/gpu.device-id": "740f" }), { count: 8, model: "MI210" }],
    ["AMD's unknown", amd({ "beta.amd.com/gpu.device-id.FFFF": "8" }), { count: 8, model: "AMD device ffff" }],
    [
      "one taken out",
      { status: { capacity: GPUS, allocatable: { "nvidia.com/gpu": "7" } } },
      { count: 8, reasons: ["n1: 1 of 8 GPUs taken out"] },
    ],
    ["nothing said of what is usable", { status: { capacity: GPUS, allocatable: null } }, { count: 8, reasons: [] }],
    [
      "all gone, with their driver",
      { resources: {}, labels: { "nvidia.com/gpu.product": "NVIDIA-L4", "nvidia.com/gpu.count": "4" } },
      { count: 4, model: "L4", reasons: ["n1: 4 of 4 GPUs taken out"] },
    ],
    [
      "a driver that is not up",
      { resources: {}, labels: { "nvidia.com/gpu.product": "NVIDIA-L4" } },
      { count: null, model: "L4" },
    ],
    ["no list at all", { status: { capacity: null } }, { count: null }],
    ["an odd amount", { resources: { "nvidia.com/gpu": "7.5" } }, { count: 0 }],
    [
      "split in part",
      {
        resources: { "nvidia.com/gpu": "4", "nvidia.com/mig-1g.10gb": "28" },
        labels: { "nvidia.com/gpu.product": "NVIDIA-A100-SXM4-80GB", "nvidia.com/gpu.count": "8" },
      },
      { count: 8, model: "A100 SXM4 80GB", reasons: [] },
    ],
    [
      "split alike, where the label counts slices",
      {
        resources: { "nvidia.com/gpu": "56" },
        labels: { "nvidia.com/gpu.product": "NVIDIA-A100-SXM4-80GB-MIG-1g.10gb", "nvidia.com/gpu.count": "56" },
      },
      { count: null, model: "A100 SXM4 80GB" },
    ],
    [
      "lent to four at once",
      {
        resources: { "nvidia.com/gpu": "32" },
        labels: {
          "nvidia.com/gpu.product": "NVIDIA-A10-SHARED",
          "nvidia.com/gpu.count": "8",
          "nvidia.com/gpu.replicas": "4",
        },
      },
      { count: 8, model: "A10" },
    ],
    [
      "slices taken out",
      {
        status: { capacity: { "nvidia.com/mig-2g.20gb": "3" }, allocatable: { "nvidia.com/mig-2g.20gb": "2" } },
      },
      { count: null, reasons: ["n1: 1 of 3 MIG devices (2g.20gb) taken out"] },
    ],
  ])("%s", (_, change, { model, count, reasons }) => {
    const node = nodeOf(change);
    expect(node.gpuCount).toBe(count);
    if (model !== undefined) expect(node.gpuModel).toBe(model);
    if (reasons !== undefined) expect(node.healthReasons).toEqual(reasons);
  });

  it("that are taken out degrade their node, and are an alert of the cluster", () => {
    const cluster = clusterOf({}, { status: { capacity: GPUS, allocatable: { "nvidia.com/gpu": "6" } } });
    expect(cluster).toMatchObject({ status: "running", health: "degraded", gpuCount: 16 });
    expect(cluster.alerts).toEqual([{ severity: "critical", title: "n2: 2 of 8 GPUs taken out", since: null }]);
  });
});

function amd(labels: Record<string, string>): Change {
  return { resources: { "amd.com/gpu": "8" }, labels };
}

describe("a cluster", () => {
  const down: Change = { status: ready("False", "KubeletNotReady") };
  const joining: Change = { ...down, createdAt: NOW - MINUTE_MS };
  const going: Change = { metadata: { deletionTimestamp: "2026-11-20T14:59:00Z" } };

  it.each<[string, Change[], object]>([
    ["runs", [{}, {}], { status: "running", health: "healthy", statusDetail: null }],
    [
      "has a node that is down",
      [{}, down],
      { status: "degraded", health: "unhealthy", statusDetail: "1 of 2 nodes ready", statusSince: SINCE },
    ],
    ["is down", [down, down], { status: "error", health: "unhealthy" }],
    ["grows", [{}, joining], { status: "running", health: "unknown", statusDetail: "1 of 2 nodes ready" }],
    ["begins", [joining], { status: "provisioning", health: "unknown" }],
    ["shrinks", [{}, going], { status: "running", health: "healthy", gpuCount: 8, statusDetail: null }],
  ])("that %s", (_, changes, expected) => {
    expect(clusterOf(...changes)).toMatchObject(expected);
  });

  it("names a cloud only if all of its machines are one's", () => {
    const onAws = { spec: { providerID: "aws:///us-east-1a/i-1" } };
    expect([clusterOf(onAws, onAws).cloud, clusterOf(onAws, {}).cloud, clusterOf({}).cloud]).toEqual([
      "aws",
      null,
      null,
    ]);
  });

  it("passes no credentials on, and says where to log in with one's own", () => {
    expect(clusterOf({}).connectionDetails).toEqual({
      ...{ ssh: [], ports: [], links: [], kubernetes: null },
      notes: [expect.stringMatching(/^Log in with kubectl and credentials of your own.*https:\/\/10\.0\.0\.1:6443/)],
    });
  });

  it("states no price, and says where to set one", () => {
    expect(clusterOf({}).rate).toEqual({
      ...{ usdMicrosPerHour: null, source: "none", billing: "unknown" },
      note: "Kubernetes states no prices. Set one under rates in clusterdeck.yaml",
    });
  });

  it("keeps nothing of images, annotations, other labels and ids of machines", () => {
    expect(JSON.stringify(clusterOf({}))).not.toContain("CANARY");
    expect(JSON.stringify(wireNode())).not.toMatch(/CANARY-(?:image|annotation|machine-id|system-uuid|boot-id)/);
  });

  it("has the roles, regions, types and sizes of its nodes as facts", () => {
    const cluster = clusterOf(
      { labels: { "node-role.kubernetes.io/control-plane": "" }, resources: {} },
      { labels: { "topology.kubernetes.io/region": "EU-01", "node.kubernetes.io/instance-type": "gd-8xh100" } },
    );
    expect(cluster.region).toEqual({ id: "us-south-2, EU-01", label: "us-south-2, EU-01" });
    expect(cluster.nodes?.map(({ role }) => role)).toEqual(["control", "worker"]);
    expect(cluster.nodes?.[1]?.facts).toContainEqual({ label: "Instance type", value: "gd-8xh100" });
    expect(cluster.facts).toContainEqual({ label: "Memory (GiB)", value: "2016", group: "Every node" });
    expect(cluster.facts).toContainEqual({ label: "Kubelet", value: "v1.34.1", group: "Every node" });
  });
});
