import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { readCase } from "@/lib/testing/adapters/answered-case";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createTogetherFake } from "./fake/fake";
import { together } from "./index";
import { clusterListSchema } from "./wire";

const START = Date.UTC(2026, 10, 20, 15);
const { signal } = new AbortController();

const NODE = { node_id: "n1", node_name: "gpu-0", status: "Ready", num_gpus: 8 };
const CLUSTER = {
  ...{ cluster_id: "c1", cluster_name: "research", cluster_type: "KUBERNETES", region: "us-central-8" },
  ...{
    gpu_type: "H100_SXM",
    num_gpus: 8,
    status: "Ready",
    control_plane_nodes: [],
    gpu_worker_nodes: [NODE],
    volumes: [],
  },
  kube_config: "CANARY",
};

function connect(clusters?: readonly object[], apiKey?: string) {
  const fake = createTogetherFake({ now: () => START, startedAt: START });
  if (clusters) fake.world = () => ({ clusters: clusters.map((cluster) => ({ ...cluster })) });
  const parsed = together.parse({ apiKey: apiKey ?? fake.apiKey });
  if (!parsed.ok) return expect.fail("expected the settings to be right");
  return parsed.connect({ http: httpOverFake(fake), now: () => START });
}

async function read(change: object = {}) {
  const { clusters, warnings } = await connect([{ ...CLUSTER, ...change }]).readFleet(signal);
  const [cluster] = clusters;
  return { ...(cluster ?? expect.fail("expected a cluster")), warnings };
}

describe("a cluster of Together", () => {
  it("has its own name, place, GPUs and nodes, and no price", async () => {
    const control = { node_id: "cp", node_name: "cp-0", status: "Ready", network: "10.0.0.1" };
    expect(await read({ control_plane_nodes: [control] })).toMatchObject({
      ...{ providerClusterId: "c1", name: "research", status: "running", health: "healthy", gpuCount: 8 },
      ...{ gpuModel: "H100 SXM", region: { id: "us-central-8" }, warnings: [] },
      rate: { usdMicrosPerHour: null, source: "none", billing: "full", note: expect.stringContaining("rates") },
      nodes: [
        { name: "cp-0", role: "control", gpuCount: 0, gpuModel: null },
        { name: "gpu-0", role: "worker", gpuCount: 8, gpuModel: "H100 SXM" },
      ],
    });
  });

  it.each([
    ["WaitingForControlPlaneNodes", "provisioning", "Waiting for control plane nodes", "unknown"],
    ["WaitingForDataPlaneNodes", "provisioning", "Waiting for worker nodes", "unknown"],
    ["WaitingForSubnet", "provisioning", "Waiting for its network", "unknown"],
    ["WaitingForSharedVolume", "provisioning", "Waiting for its shared volume", "unknown"],
    ["InstallingDrivers", "provisioning", "Installing drivers", "unknown"],
    ["RunningAcceptanceTests", "provisioning", "Running acceptance tests", "unknown"],
    ["Ready", "running", null, "full"],
    ["Degraded", "degraded", null, "full"],
    ["Paused", "stopped", null, "unknown"],
    ["OnDemandComputePaused", "stopped", "Its machines on demand are paused", "unknown"],
    ["Deleting", "terminating", null, "unknown"],
    ["BRAND_NEW", "unknown", null, "unknown"],
    [null, "unknown", null, "unknown"],
  ])("that says %s is %s", async (word, status, statusDetail, billing) => {
    expect(await read({ status: word })).toMatchObject({
      ...{ status, statusDetail, providerStatus: word, rate: { billing } },
    });
  });

  it.each([
    ["Ready", "running", "healthy", "running"],
    ["RUNNING", "running", "healthy", "running"],
    ["Not Ready", "error", "unhealthy", "degraded"],
    ["under repair", "degraded", "degraded", "degraded"],
    ["Provisioning", "provisioning", "unknown", "degraded"],
    ["frobnicating", "unknown", "unknown", "running"],
    ["", "unknown", "unknown", "running"],
  ])("has a node that says %j, which is %s and %s", async (word, status, health, ofCluster) => {
    const cluster = await read({ gpu_worker_nodes: [{ ...NODE, status: word }] });
    expect(cluster).toMatchObject({ status: ofCluster, health, nodes: [{ status, health }] });
    if (health !== "healthy" && status !== "provisioning") expect(cluster.healthReasons.join()).toContain("gpu-0");
  });

  it("is warned of before its reservation ends, whichever way the end is told", async () => {
    const end = START + 3 * DAY_MS;
    const limits = [{ action: "delete", at: end, spendUsdMicros: null, spentUsdMicros: null, node: null }];
    expect(await read({ reservation_end_time: new Date(end).toISOString() })).toMatchObject({
      limits,
      facts: expect.arrayContaining([{ label: "Reservation ends", value: "2026-11-23 15:00 UTC" }]),
    });
    const start = new Date(end - 72 * HOUR_MS).toISOString();
    expect((await read({ reservation_start_time: start, duration_hours: 72 })).limits).toEqual(limits);
    const deleting = { status: "Deleting", reservation_end_time: new Date(end).toISOString() };
    expect((await read(deleting)).limits).toEqual([]);
    expect((await read({ reservation_end_time: "" })).limits).toEqual([]);
  });

  it("tells its drivers and its kind of bill, however they are spelt", async () => {
    const values = async (change: object) => (await read(change)).facts.map(({ label, value }) => `${label}: ${value}`);
    expect(await values({ cuda_version: "12.8", nvidia_driver_version: "570", billing_type: "RESERVED" })).toEqual(
      expect.arrayContaining(["Runs: Kubernetes", "CUDA: 12.8", "NVIDIA driver: 570", "Rental: Reserved"]),
    );
    expect(await values({ driver_version: "CUDA_12_6_560", billint_type: "ON_DEMAND" })).toEqual(
      expect.arrayContaining(["NVIDIA driver: CUDA_12_6_560", "Rental: On demand"]),
    );
  });

  it("tells its volumes, and nothing of their ids", async () => {
    const volume = { volume_id: "CANARY", volume_name: "data", size_tib: 20, status: "bound" };
    const { facts } = await read({ volumes: [volume, { volume_id: "CANARY" }, { ...volume, size_tib: 0 }] });
    expect(facts.filter(({ group }) => group === "Volumes").map(({ label, value }) => `${label}: ${value}`)).toEqual([
      ...["data: 20 TiB, bound", "Volume without a name: size unknown", "data: bound"],
    ]);
  });

  it("knows its machines by ids that are nobody's to read", async () => {
    const { nodes } = await read({ gpu_worker_nodes: [{ ...NODE, instance_id: "inst-1" }] });
    expect(nodes?.[0]?.machineIds).toEqual(machineIdsOf({ ids: [["together", "inst-1"]] }).machineIds);
  });

  it("may lack everything but its id", async () => {
    const { clusters } = await connect([{ cluster_id: "bare" }]).readFleet(signal);
    expect(clusters).toMatchObject([
      ...[
        { name: "bare", status: "unknown", health: "unknown", nodes: null, gpuModel: null, gpuCount: null, limits: [] },
      ],
    ]);
  });

  it("loses only a node that cannot be read, and names it", async () => {
    const cluster = await read({ gpu_worker_nodes: [NODE, { node_name: "CANARY" }] });
    expect(cluster.nodes).toHaveLength(1);
    expect(cluster).toMatchObject({
      ...{ status: "running", health: "unknown" },
      healthReasons: ["A node without a readable id could not be read: unexpected node_id"],
    });
  });
});

describe("the credentials in every answer", () => {
  it.each(["kube_config", "kubeconfig", "kubeConfig", "kube-config", "KUBE_CONFIG_DATA"])(
    "are dropped as %s, whatever they are",
    async (name) => {
      for (const value of ["apiVersion: v1 # CANARY", { users: ["CANARY"] }, ["CANARY"], null]) {
        const { warnings, ...cluster } = await read({ kube_config: undefined, [name]: value });
        expect(JSON.stringify([cluster, warnings])).not.toContain("CANARY");
      }
    },
  );

  it("are gone before any item is looked at", () => {
    const list = { clusters: [{ cluster_id: "c1", kube_config: "CANARY" }, ["CANARY-list"], "text", null] };
    expect(clusterListSchema.parse(list)).toEqual({ clusters: [{ cluster_id: "c1" }, ["CANARY-list"], "text", null] });
  });

  it("are not kept even of an item that cannot be read", async () => {
    const fleet = await connect([{ cluster_name: "broken", kube_config: "CANARY" }]).readFleet(signal);
    expect(fleet.unreadable).toEqual([{ id: null, problem: "unexpected cluster_id" }]);
    expect(JSON.stringify(fleet)).not.toContain("CANARY");
  });
});

describe("an account at Together", () => {
  it.each([
    [undefined, "https://api.together.ai/v1"],
    ["https://api.together.ai", "https://api.together.ai/v1"],
    ["https://api.together.xyz/v1/", "https://api.together.xyz/v1"],
  ])("takes the address %s with and without its version", (baseUrl, expected) => {
    expect(together.parse({ apiKey: "k", baseUrl })).toMatchObject({ ok: true, baseUrl: expected });
  });

  it("may have no clusters, also as null", async () => {
    expect(await connect([]).readFleet(signal)).toMatchObject({ clusters: [], complete: true });
    const nothing = { answers: { "GET /v1/compute/clusters": { clusters: null } } };
    expect((await readCase(together, nothing)).fleet).toMatchObject({ clusters: [], complete: true });
  });

  it("is told that its key is refused, and nothing of the answer", async () => {
    const error: unknown = await connect([], "other")
      .readFleet(signal)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: "auth" });
    expect(String(error)).not.toContain("CANARY");
  });
});
