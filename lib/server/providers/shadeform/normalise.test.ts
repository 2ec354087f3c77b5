import { describe, expect, it } from "vitest";
import { cluster, instance, readLists, readOne, second, withInstance } from "@/lib/testing/adapters/shadeform-lists";
import sample from "./fixtures/cluster-info.json";
import pending from "./fixtures/instance-pending.json";

describe("the document's cluster", async () => {
  const reading = await readOne([cluster]);

  it("is running and healthy, for $15.00 an hour by its own price and not by its instances'", () => {
    expect(reading).toMatchObject({
      status: "running",
      providerStatus: "active",
      health: "healthy",
      healthReasons: [],
    });
    expect(reading.rate).toEqual({ usdMicrosPerHour: 15_000_000, source: "reported", billing: "full", note: null });
    expect(reading.nodes?.[0]?.rate.usdMicrosPerHour).toBe(2_100_000);
  });

  it("is still loading as the document has it, with a machine that is downloading, though both say active", async () => {
    const loading = await readOne([sample]);
    expect(loading).toMatchObject({
      ...{ status: "provisioning", providerStatus: "active", statusDetail: "downloading", health: "unknown" },
      ...{ rate: { usdMicrosPerHour: 15_000_000, billing: "full" }, statusSince: Date.parse("2023-11-07T05:31:56Z") },
    });
    expect(loading.nodes?.[0]).toMatchObject({
      ...{ status: "provisioning", providerStatus: "active", health: "unknown", healthReasons: [] },
      ...{ install: { status: "downloading", progressPercent: null, failure: null } },
    });
  });

  it("says where it is, what it holds and since when", () => {
    expect(reading).toMatchObject({
      name: "devnr-cluster1",
      cloud: "denvr",
      region: { id: "houston-usa-1", label: "US, Houston, TX" },
      gpuModel: "A100",
      gpuCount: 1,
      activeAt: Date.parse("2023-11-07T05:31:56Z"),
      statusSince: Date.parse("2023-11-07T05:31:56Z"),
      depth: "complete",
      onDemand: ["offers"],
      tags: ["tag1"],
      limits: [],
    });
    expect(reading.facts).toEqual([
      { label: "Cloud account", value: "Shade Cloud" },
      { label: "Instance type", value: "A6000" },
      { label: "Instance type at the cloud", value: "gpu_1x_a6000" },
      { label: "GPU manufacturer", value: "nvidia" },
      { label: "GPUs per node", value: "1" },
      { label: "GPU interconnect", value: "pcie" },
      { label: "NVLink", value: "yes" },
      { label: "VRAM per GPU (GB)", value: "48" },
      { label: "vCPUs per node", value: "6" },
      { label: "Memory per node (GB)", value: "12" },
      { label: "Storage per node (GB)", value: "256" },
      { label: "Operating system", value: "ubuntu_22_shade_os" },
      { label: "Cloud", value: "hyperstack", group: "The node" },
      { label: "Region", value: "canada-1", group: "The node" },
      { label: "Kind", value: "docker", group: "Launch configuration" },
      { label: "Image", value: "vllm/vllm-openai:latest", group: "Launch configuration" },
      { label: "Environment variables", value: "1 variable: HUGGING_FACE_HUB_TOKEN", group: "Launch configuration" },
      { label: "Ports published", value: "1", group: "Launch configuration" },
      { label: "Volumes mounted", value: "1", group: "Launch configuration" },
      { label: "Shared memory (GB)", value: "8", group: "Launch configuration" },
    ]);
  });

  it("can be entered by ssh and by its forwarded port", () => {
    expect(reading.connectionDetails).toEqual({
      ssh: [{ nodeId: instance?.id, label: "cool-gpu-server", host: "1.0.0.1", port: 22, user: "shadeform" }],
      ports: [
        {
          label: "cool-gpu-server port 8000",
          nodeId: instance.id,
          internalPort: 8000,
          externalPort: 80,
          protocol: "tcp",
          url: null,
        },
      ],
      links: [],
      kubernetes: null,
    });
  });

  it("is not terminated although its instance carries a deletion date", () => {
    expect(reading.terminatedAt).toBeNull();
  });

  it("lets no value, argument, path, login or script of the launch configuration through", () => {
    const text = JSON.stringify(reading);
    for (const secret of [
      "hugging_face_api_token",
      "password",
      "username",
      "IyEvYmlu",
      "mistralai",
      "/root/.cache",
      "13b057d7",
      "cluster-abc123",
    ]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe("a standalone instance that boots", async () => {
  const reading = await readOne([], [pending]);

  it("is a cluster of one node, provisioning, priced by its instance, with nowhere to log in yet", () => {
    expect(reading).toMatchObject({
      providerClusterId: pending.id,
      name: "quickstart",
      status: "provisioning",
      health: "unknown",
    });
    expect(reading.nodes).toHaveLength(1);
    expect(reading.rate).toEqual({ usdMicrosPerHour: 570_000, source: "reported", billing: "full", note: null });
    expect(reading.connectionDetails?.ssh).toEqual([]);
  });
});

describe("status, health and billing follow the provider's word", () => {
  it.each([
    ["creating", "provisioning", "unknown", "full"],
    ["pending_provider", "provisioning", "unknown", "full"],
    ["pending", "provisioning", "unknown", "full"],
    ["active", "running", "healthy", "full"],
    ["error", "error", "unhealthy", "unknown"],
    ["deleting", "terminating", "unknown", "none"],
    ["deleted", "terminated", "unknown", "none"],
    ["ACTIVE", "running", "healthy", "full"],
    ["Pending_Provider", "provisioning", "unknown", "full"],
    ["rebooting", "unknown", "unknown", "unknown"],
    ["constructor", "unknown", "unknown", "unknown"],
    [null, "unknown", "unknown", "unknown"],
  ])("%s is %s, %s, billed %s", async (status, expected, health, billing) => {
    const reading = await readOne([], [{ ...instance, status }]);
    expect(reading).toMatchObject({ status: expected, health, providerStatus: status, rate: { billing } });
    expect(reading.nodes?.[0]).toMatchObject({ status: expected, health, providerStatus: status, rate: { billing } });
  });

  it("bills nothing from the start of a deletion", async () => {
    expect((await readOne([{ ...cluster, status: "deleting" }])).rate.usdMicrosPerHour).toBe(0);
  });

  it("takes the end from the instances once they are deleted", async () => {
    const reading = await readOne([
      withInstance({ status: "deleted", deleted_at: "2026-01-01T00:00:00Z" }, { status: "deleted" }),
    ]);
    expect(reading.terminatedAt).toBe(Date.UTC(2026, 0, 1));
  });

  it("names an unknown status, a missing one and an error with its detail", async () => {
    const reasons = async (change: object) =>
      (await readOne([], [{ ...instance, name: "gpu", ...change }])).healthReasons;
    expect(await reasons({ status: "rebooting" })).toEqual([
      'gpu reports the status "rebooting", which Clusterdeck does not know',
    ]);
    expect(await reasons({ status: null })).toEqual(["gpu reports no status"]);
    expect(await reasons({ status: "error", status_details: "no capacity" })).toEqual(["gpu is in error: no capacity"]);
  });
});

describe("a cluster of several instances", () => {
  it.each(["pending", "error", "deleting", "rebooting"])("is degraded while one of them is %s", async (status) => {
    const reading = await readOne([{ ...cluster, instances: [instance, { ...second, status }] }]);
    expect(reading.status).toBe("degraded");
    expect(reading.health).not.toBe("healthy");
    expect(reading.healthReasons).toContain("1 of 2 instances not active");
    expect(reading.rate.billing).toBe("full");
    expect(reading.statusSince).toBeNull();
  });

  it("is never healthy without instances", async () => {
    expect(await readOne([{ ...cluster, instances: [] }])).toMatchObject({
      status: "running",
      health: "unknown",
      nodes: [],
      gpuCount: null,
    });
    expect(await readOne([{ ...cluster, instances: null }])).toMatchObject({ health: "unknown" });
  });

  it("is not healthy before it says active itself", async () => {
    expect(await readOne([{ ...cluster, status: "pending" }])).toMatchObject({
      status: "provisioning",
      health: "unknown",
    });
  });

  it("costs an instance with one odd field that field alone", async () => {
    const reading = await readOne([{ ...cluster, instances: [instance, { ...second, ip: {} }] }]);
    expect(reading).toMatchObject({ status: "running", health: "healthy", gpuCount: 2 });
    expect(reading.connectionDetails?.ssh).toHaveLength(1);
  });

  it("counts one that is gone nowhere", async () => {
    const gone = { ...second, status: "Deleted", hourly_price: 900, configuration: { gpu_type: "B200", num_gpus: 8 } };
    const reading = await readOne([{ ...cluster, hourly_price: null, instances: [instance, gone] }]);
    expect(reading).toMatchObject({ status: "running", health: "healthy", gpuModel: "A100", gpuCount: 1 });
    expect(reading.rate).toMatchObject({ usdMicrosPerHour: 2_100_000, note: null });
    expect(reading.connectionDetails?.ssh.map(({ nodeId }) => nodeId)).toEqual([instance?.id]);
  });

  it("does not pass for empty when its list of instances is none", async () => {
    const reading = await readOne([{ ...cluster, instances: {} }]);
    expect(reading).toMatchObject({ name: "devnr-cluster1", status: "running", health: "unknown", nodes: null });
    expect(reading.rate.usdMicrosPerHour).toBe(15_000_000);
    expect(reading.healthReasons).toEqual(["devnr-cluster1 does not say which instances it has"]);
  });

  it("is still loading while its active instances are", async () => {
    const loading = { ...second, status_details: "downloading" };
    expect(await readOne([{ ...cluster, instances: [instance, loading] }])).toMatchObject({
      status: "provisioning",
      statusDetail: "downloading",
      health: "unknown",
    });
  });

  it("is not healthy with an instance that has not even an id", async () => {
    const reading = await readOne([{ ...cluster, instances: [instance, null] }]);
    expect(reading.health).toBe("unknown");
    expect(reading.healthReasons).toHaveLength(1);
  });

  it("adds up its instances' prices only where it has none itself, and says what the sum lacks", async () => {
    const rateOf = async (instances: unknown[]) =>
      (await readOne([{ ...cluster, hourly_price: null, instances }])).rate;
    expect(await rateOf([instance, second])).toMatchObject({
      usdMicrosPerHour: 4_200_000,
      source: "summed",
      note: null,
    });
    expect(await rateOf([instance, { ...second, hourly_price: null }])).toMatchObject({
      usdMicrosPerHour: 2_100_000,
      source: "summed",
      note: "The price of 1 of 2 nodes: the others state none",
    });
    expect(await rateOf([{ ...instance, hourly_price: null }])).toMatchObject({
      usdMicrosPerHour: null,
      source: "none",
      billing: "full",
    });
  });

  it.each([15.5, -1, "15.00", 0, "0", {}, 1e300, Number.MAX_SAFE_INTEGER])(
    "does not take %s for a number of cents",
    async (hourly_price) => {
      const reading = await readOne([withInstance({ hourly_price }, { hourly_price })]);
      expect(reading.rate).toMatchObject({ usdMicrosPerHour: null, source: "none" });
    },
  );

  it("takes a price of 0 for one that is left out, and adds up its instances'", async () => {
    expect((await readOne([{ ...cluster, hourly_price: 0, instances: [instance, second] }])).rate).toMatchObject({
      ...{ usdMicrosPerHour: 4_200_000, source: "summed", billing: "full" },
    });
  });

  it("is not simply healthy while it says something else than that it is active", async () => {
    expect(await readOne([], [{ ...instance, status_details: "network degraded" }])).toMatchObject({
      ...{ status: "running", health: "unknown" },
      healthReasons: ["cool-gpu-server is active, but says: network degraded"],
    });
  });

  it("does not know the bill of a linked cloud account", async () => {
    const { rate, nodes } = await readOne([withInstance({ shade_cloud: false })]);
    expect(rate).toMatchObject({ billing: "unknown", note: "Billed by your own cloud account, not by Shadeform" });
    expect(nodes?.[0]?.rate.billing).toBe("unknown");
  });
});

describe("both lists together", () => {
  it("shows the instances of a cluster once, inside it", async () => {
    const { clusters } = await readLists([cluster], [instance, pending]);
    expect(clusters.map(({ name }) => name)).toEqual(["devnr-cluster1", "quickstart"]);
  });

  it("keeps good items beside bad ones, names the bad, and does not make clusters of a bad cluster's instances", async () => {
    const { clusters, unreadable } = await readLists(
      [{ ...cluster, id: {} }],
      [instance, pending, { id: "worse", tags: 7 }, { id: "" }, null],
    );
    expect(clusters.map(({ name }) => name)).toEqual(["quickstart", "worse"]);
    expect(unreadable).toEqual([
      { id: null, problem: "unexpected id" },
      { id: null, problem: "unexpected id" },
      { id: null, problem: "unexpected the whole item" },
    ]);
  });
});
