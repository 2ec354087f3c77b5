import { describe, expect, it } from "vitest";
import details from "./fixtures/cluster-details.json";
import listV1 from "./fixtures/list-v1.json";
import listV2 from "./fixtures/list-v2.json";
import { toClusterReading } from "./normalise";
import { clusterSchema, detailsSchema } from "./wire";

const { data } = details;

const anyDetails = detailsSchema("cluster_abc123", () => {});

function read(change: object = {}) {
  return toClusterReading(anyDetails.parse({ success: true, data: { ...data, ...change } }), "complete");
}

function withChecks(health_checks: unknown) {
  return read({ status_details: { ...data.status_details, health_checks } });
}

function withSsh(change: object) {
  return read({ network: { ...data.network, ssh_connection: { ...data.network.ssh_connection, ...change } } });
}

describe("the documented details", () => {
  const reading = read();

  it("say when their metrics were measured, whenever they are read", () => {
    const current = { timestamp: "2024-01-15T14:30:00Z", gpu_utilization: 85.5 };
    expect(read({ metrics: { current } })).toMatchObject({
      ...{ metrics: [{ key: "gpu_utilization", value: 85.5 }], metricsAt: Date.parse("2024-01-15T14:30:00Z") },
    });
    expect(read({ metrics: { current: { gpu_utilization: 85.5 } } })).not.toHaveProperty("metricsAt");
  });

  it("are one running, healthy machine: a cluster that is its own node", () => {
    expect(reading).toMatchObject({
      providerClusterId: "cluster_abc123",
      status: "running",
      providerStatus: "running",
      statusDetail: "Cluster is running normally",
      health: "healthy",
      healthReasons: [],
      gpuModel: "A100",
      gpuCount: 4,
      region: { id: "us-west-2", label: "us-west-2" },
      statusSince: Date.parse("2024-01-15T14:35:00Z"),
      depth: "complete",
    });
    expect(reading.nodes).toMatchObject([
      {
        id: "cluster_abc123",
        name: "ml-training-cluster",
        role: null,
        status: "running",
        health: "healthy",
        gpuCount: 4,
      },
    ]);
  });

  it("cost what they report, with the doubt about the unit", () => {
    expect(reading.rate).toEqual({
      usdMicrosPerHour: 12_480_000,
      source: "reported",
      billing: "full",
      note: "TensorOne does not state the unit of this figure; taken as US dollars per hour",
    });
  });

  it("tell how to get in", () => {
    expect(reading.connectionDetails).toEqual({
      ssh: [
        {
          nodeId: "cluster_abc123",
          label: "ml-training-cluster",
          host: "ssh-abc123.tensorone.ai",
          port: 22,
          user: "root",
          note: "connected, last connection 2024-01-15 15:42 UTC",
        },
      ],
      ports: [
        {
          label: "Web Application",
          nodeId: "cluster_abc123",
          internalPort: 8080,
          externalPort: 32001,
          protocol: "tcp",
          url: "https://cluster-abc123-8080.tensorone.ai/",
          status: "active",
        },
        {
          label: "TensorBoard",
          nodeId: "cluster_abc123",
          internalPort: 6006,
          externalPort: 32002,
          protocol: "tcp",
          url: "https://cluster-abc123-6006.tensorone.ai/",
          status: "active",
        },
      ],
      links: [{ label: "Proxy", url: "https://cluster-abc123.tensorone.ai/" }],
      kubernetes: null,
    });
  });

  it("give facts, each with its unit", () => {
    expect(reading.facts).toEqual([
      { label: "Description", value: "Training cluster of the vision team" },
      { label: "Project", value: "vision" },
      { label: "Template", value: "PyTorch 2.1 with CUDA 11.8 v2.1.0" },
      { label: "Image", value: "tensorone/pytorch:2.1-cuda11.8" },
      { label: "CPU cores", value: "32" },
      { label: "Memory (GB)", value: "256" },
      { label: "Storage (GB)", value: "1000 nvme" },
      { label: "Availability zone", value: "us-west-2a" },
      { label: "Public address", value: null, operatorValue: "203.0.113.42", group: "Network" },
      { label: "Firewall", value: null, operatorValue: "22/tcp from anywhere (SSH)", group: "Network" },
      { label: "Variables", value: "1", group: "Environment" },
      { label: "Names", value: "HF_TOKEN", group: "Environment" },
    ]);
  });

  it("let nothing of the environment, the project's owner or the private network through", () => {
    const text = JSON.stringify(reading);
    for (const secret of ["secret-token", "owner@", "user_789", "proj_456", "10.0.1.15", "sg_ml"]) {
      expect(text).not.toContain(secret);
    }
  });

  it("tell the public address and the registry of a private image to operators only", () => {
    const template_info = { docker_image: "https://bot:CANARY@registry.acme.example/team/app:2" };
    const image = toClusterReading(clusterSchema.parse({ id: "a", template_info }), "complete").facts[0];
    expect(image).toEqual({
      ...{ label: "Image", value: "[registry]/team/app:2", operatorValue: "registry.acme.example/team/app:2" },
    });
    const told = reading.facts.flatMap(({ value }) => value ?? []);
    expect(told.join()).not.toContain("203.0");
  });
});

describe("the three shapes", () => {
  it("a flat item of v1's list is a summary that names no node and no health", () => {
    const reading = toClusterReading(clusterSchema.parse(listV1.data.clusters[0]), "summary");
    expect(reading).toMatchObject({
      status: "running",
      health: "unknown",
      healthReasons: [],
      gpuModel: "A100",
      gpuCount: 4,
    });
    expect(reading).toMatchObject({
      nodes: null,
      connectionDetails: null,
      depth: "summary",
      region: { id: "us-west-2" },
    });
    expect(reading.rate).toEqual({ usdMicrosPerHour: null, source: "none", billing: "full", note: null });
  });

  it("a bare camelCase item of v2 is all there is to know", () => {
    const reading = toClusterReading(clusterSchema.parse(listV2[0]), "complete");
    expect(reading).toMatchObject({
      status: "running",
      health: "unknown",
      gpuModel: "A100",
      gpuCount: null,
      connectionDetails: null,
    });
    expect(reading.createdAt).toBe(Date.parse("2024-01-15T14:30:00Z"));
    expect(reading.nodes).toHaveLength(1);
    expect(reading.facts).toEqual([
      { label: "Container disk (GB)", value: "50" },
      { label: "Volume (GB)", value: "100" },
    ]);
  });

  it("port mappings are found beside the network too", () => {
    const { port_mappings, ...network } = data.network;
    expect(read({ network, port_mappings }).connectionDetails?.ports).toHaveLength(2);
  });
});

describe("status, health and billing follow the provider's word", () => {
  it.each([
    ["pending", "provisioning", "unknown", "full"],
    ["starting", "provisioning", "unknown", "full"],
    ["running", "running", "healthy", "full"],
    ["RUNNING", "running", "healthy", "full"],
    ["Running", "running", "healthy", "full"],
    ["deleted", "terminated", "unknown", "unknown"],
    ["Deleting", "terminating", "unknown", "unknown"],
    ["stopping", "stopping", "unknown", "full"],
    ["stopped", "stopped", "unknown", "unknown"],
    ["error", "error", "unhealthy", "unknown"],
    ["hibernated", "unknown", "unknown", "unknown"],
    ["constructor", "unknown", "unknown", "unknown"],
    [null, "unknown", "unknown", "unknown"],
  ])("%s is %s, %s, billed %s", (status, expected, health, billing) => {
    expect(read({ status })).toMatchObject({ status: expected, health, providerStatus: status, rate: { billing } });
  });

  it("is free when stopped only if 0 is reported", () => {
    const stoppedAt = (current_hourly_rate: unknown) => read({ status: "stopped", cost: { current_hourly_rate } }).rate;
    expect(stoppedAt(0)).toMatchObject({ usdMicrosPerHour: 0, billing: "none" });
    expect(stoppedAt(0.14)).toMatchObject({ usdMicrosPerHour: 140_000, billing: "unknown" });
    expect(stoppedAt(null)).toMatchObject({ usdMicrosPerHour: null, source: "none", billing: "unknown" });
  });

  it("reads numbers as text, and takes a minus one for unknown", () => {
    const configuration = { gpu_count: "4", memory_gb: "256", storage_gb: -1, cpu_cores: -1 };
    const network = { ssh_connection: { host: "192.0.2.7", port: "2222", username: "root" } };
    const reading = read({ configuration, network });
    expect(reading).toMatchObject({ gpuCount: 4, connectionDetails: { ssh: [{ port: 2222 }] } });
    expect(reading.facts).toContainEqual({ label: "Memory (GB)", value: "256" });
    expect(JSON.stringify(reading.facts)).not.toMatch(/Storage|cores/);
  });

  it.each([
    ["12.48", 12_480_000],
    [0.1 + 0.2, 300_000],
    ["a lot", null],
    [-1, null],
    [Number.NaN, null],
    [{ usd: 1 }, null],
  ])("reads a rate of %s as %s micros", (current_hourly_rate, expected) => {
    expect(read({ cost: { current_hourly_rate } }).rate.usdMicrosPerHour).toBe(expected);
  });

  it.each([
    ["a warning", { ...data.status_details.health_checks, gpu_health: "warning" }, "degraded", ["GPU health: warning"]],
    ["checks in another case", { gpu_health: "Healthy", storage_health: "HEALTHY" }, "healthy", []],
    [
      "a check that is no word",
      { gpu_health: "healthy", docker_health: {} },
      "unknown",
      ["Docker health: not reported"],
    ],
    [
      "a failure",
      { gpu_health: "failed", storage_health: "degraded" },
      "unhealthy",
      ["GPU health: failed", "Storage health: degraded"],
    ],
    [
      "a check without result",
      { gpu_health: "healthy", docker_health: null },
      "unknown",
      ["Docker health: not reported"],
    ],
    ["a check that is new", { gpu_health: "healthy", fabric_health: "slow" }, "degraded", ["fabric health: slow"]],
    ["no check", {}, "unknown", []],
    ["checks that are none", "fine", "unknown", []],
    ["missing checks", undefined, "unknown", []],
  ])("takes %s for what it is", (_, checks, health, healthReasons) => {
    expect(withChecks(checks)).toMatchObject({ health, healthReasons });
  });

  it("says what is wrong with an error, an unknown status and a missing one", () => {
    expect(read({ status: "error" }).healthReasons).toEqual(["Cluster is running normally"]);
    expect(read({ status: "error", status_details: null }).healthReasons).toEqual(["TensorOne reports an error"]);
    expect(read({ status: "hibernated" }).healthReasons).toEqual([
      'TensorOne reports the status "hibernated", which Clusterdeck does not know',
    ]);
    expect(read({ status: undefined }).healthReasons).toEqual(["TensorOne reports no status"]);
  });
});

describe("connection-details", () => {
  it.each([
    ["a host that is shell code", { host: "x; rm -rf /" }],
    ["a user that is an option", { username: "-oProxyCommand=x" }],
    ["no user", { username: null }],
    ["a port that is none", { port: 70_000 }],
  ])("leaves out %s, and says so without repeating it", (_, change) => {
    const reading = withSsh(change);
    expect(reading.connectionDetails?.ssh).toEqual([]);
    expect(reading.healthReasons).toEqual([expect.stringMatching(/^SSH for ml-training-cluster is left out/)]);
    expect(JSON.stringify(reading)).not.toMatch(/rm -rf|ProxyCommand/);
  });

  it("never echoes the connection string", () => {
    expect(withSsh({ host: null }).connectionDetails?.ssh).toEqual([]);
  });

  it("links to web addresses only", () => {
    const port_mappings = [
      { internal_port: 1, external_port: 2, protocol: "UDP", url: "javascript:alert(1)" },
      { internal_port: 1 },
      7,
    ];
    const { connectionDetails } = read({ network: { proxy_url: "javascript:alert(1)", port_mappings } });
    expect(connectionDetails?.links).toEqual([]);
    expect(connectionDetails?.ports).toEqual([
      { label: "Port 1", nodeId: "cluster_abc123", internalPort: 1, externalPort: 2, protocol: "udp", url: null },
    ]);
  });
});
