import { describe, expect, it } from "vitest";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { readLeniently } from "@/lib/server/providers/read-leniently";
import getCluster from "./fixtures/get-cluster.json";
import { toReading } from "./normalise";
import { clusterAnswerSchema, wireClusterSchema } from "./wire";

const NODE = {
  id: "pod_1",
  name: "node-1",
  status: "ACTIVE",
  installationStatus: "FINISHED",
  gpuName: "H100_80GB",
  gpuCount: 8,
  priceHr: 20,
  connections: [{ podId: "pod_1", host: "203.0.113.1", user: "ubuntu" }],
};
const CLUSTER = {
  id: "cl_1",
  name: "train",
  providerType: "nebius",
  status: "ACTIVE",
  gpuName: "H100_80GB",
  gpuCount: 16,
};

const ignore = () => {};

function parsed(raw: object) {
  const result = readLeniently(wireClusterSchema, raw, ignore);
  return result.ok ? result.value : expect.fail("expected a cluster");
}

function read(nodes: object[], fields: object = {}) {
  return toReading(parsed({ ...CLUSTER, ...fields, nodes }), ignore);
}

function second(fields: object) {
  return { ...NODE, id: "pod_2", name: "node-2", ...fields };
}

describe("the document's sample", () => {
  const { data } = clusterAnswerSchema(ignore).parse(getCluster);
  if (!data) throw new Error("expected the sample to hold a cluster");
  const reading = toReading({ ...data, id: "cl_1" }, ignore);

  it("has a key whose text is none, and says so without repeating it", () => {
    expect(reading.facts.filter(({ group }) => group === "SSH keys")).toEqual([
      { label: "<string>", value: "its fingerprint is not known", group: "SSH keys" },
    ]);
  });

  it("is a cluster of unknown status, never healthy", () => {
    expect(reading).toMatchObject({ status: "unknown", providerStatus: "<string>", health: "unknown", gpuCount: 123 });
    expect(reading.nodes?.[0]).toMatchObject({
      status: "unknown",
      health: "unknown",
      install: { progressPercent: 100 },
    });
  });

  it("has the price of the cluster, not that of its node on top", () => {
    expect(reading.rate).toMatchObject({ usdMicrosPerHour: 123_000_000, source: "reported", billing: "unknown" });
  });

  it("leaves out an address that is none, and says so without repeating it", () => {
    expect(reading.connectionDetails?.ssh).toEqual([]);
    expect(reading.healthReasons.at(-1)).toBe(
      "SSH for <string> is left out: its host is not a plain host name or address",
    );
  });
});

describe("health", () => {
  it("is good when every node is installed and nothing speaks against it", () => {
    expect(read([NODE, second({ testStatus: "FINISHED" })])).toMatchObject({
      status: "running",
      health: "healthy",
      healthReasons: [],
    });
  });

  it.each([
    [{ testStatus: "ERROR" }, "degraded", "node-2: Its test failed"],
    [{ testStatus: "FAILED", installationFailure: "no link" }, "degraded", "node-2: Its test failed: no link"],
    [{ status: "ERROR" }, "degraded", "node-2: Prime Intellect reports an error"],
    [
      { status: "ERROR", installationFailure: "GPU 3 at 10.0.0.8 fell off" },
      "degraded",
      "node-2: GPU 3 at [address] fell off",
    ],
    [{ installationStatus: "ERROR" }, "degraded", "node-2: Its installation failed"],
    [{ installationFailure: "driver" }, "degraded", "node-2: driver"],
    [{ isDetached: true }, "degraded", "node-2: It is detached from the cluster"],
    [{ testStatus: "RUNNING" }, "unknown", "node-2: Its test says RUNNING"],
    [{ installationStatus: null }, "unknown", "It is still being provisioned"],
    [{ installationStatus: "ACTIVE", installationProgress: 40 }, "unknown", "It is still being provisioned"],
    [{ status: "UNKNOWN" }, "unknown", "node-2: It has the unfamiliar status UNKNOWN"],
    [{ id: {} }, "unknown", "node 1: It could not be read: unexpected id"],
  ])("is, with a node of %j, %s: %s", (fields, health, reason) => {
    expect(read([NODE, second(fields)])).toMatchObject({ health, healthReasons: [reason] });
  });

  it("is bad when all nodes are, or the control node", () => {
    expect(read([{ ...NODE, testStatus: "ERROR" }]).health).toBe("unhealthy");
    const control = {
      ...NODE,
      testStatus: "ERROR",
      connections: [{ host: "203.0.113.1", user: "ubuntu", isControlNode: true }],
    };
    const reading = read([control, second({})]);
    expect(reading.health).toBe("unhealthy");
    expect(reading.nodes?.map(({ role }) => role)).toEqual(["control", "worker"]);
  });

  it("does not suffer from a node that is terminated", () => {
    expect(read([NODE, second({ status: "TERMINATED", isDetached: true })])).toMatchObject({
      status: "running",
      health: "healthy",
    });
  });

  it("is unknown where nothing is known of the nodes", () => {
    expect(read([])).toMatchObject({ status: "running", health: "unknown" });
    const { health, nodes } = toReading(parsed(CLUSTER), ignore);
    expect({ health, nodes }).toEqual({ health: "unknown", nodes: null });
  });
});

describe("rate", () => {
  it("is the sum of attached, unterminated nodes where the cluster has none", () => {
    const nodes = [NODE, second({ isDetached: true }), { ...second({}), id: "pod_3", status: "TERMINATED" }];
    expect(read(nodes).rate).toMatchObject({ usdMicrosPerHour: 20_000_000, source: "summed", billing: "full" });
  });

  it("is the cluster's own and nothing else where it has one", () => {
    expect(read([NODE], { priceHr: 30.5 }).rate).toMatchObject({ usdMicrosPerHour: 30_500_000, source: "reported" });
    expect(read([NODE], { priceHr: "30.50" }).rate).toMatchObject({ usdMicrosPerHour: 30_500_000 });
  });

  it.each([0, "0", -1, {}])("is the sum or unknown where its own price is %j while its nodes are billed", (priceHr) => {
    expect(read([NODE], { priceHr }).rate).toMatchObject({ usdMicrosPerHour: 20_000_000, source: "summed" });
    expect(read([{ ...NODE, priceHr }]).rate).toMatchObject({ usdMicrosPerHour: null, source: "none" });
  });

  it("is nothing where a machine that is stopped or being made costs nothing", () => {
    expect(read([], { status: "STOPPED", priceHr: 20, stoppedPriceHr: 0 }).rate).toMatchObject({ usdMicrosPerHour: 0 });
    const making = { status: "PROVISIONING", priceHr: 20, provisioningPriceHr: 0 };
    expect(read([], making).rate).toMatchObject({ usdMicrosPerHour: 0, billing: "none" });
  });

  it("is unknown for a node whose price cannot be one, rather than too large to add up", () => {
    const reading = read([{ ...NODE, priceHr: 9e9 }, second({ priceHr: 9e9 })]);
    expect(reading.rate.usdMicrosPerHour).toBeNull();
    expect(reading.nodes?.map(({ status }) => status)).toEqual(["running", "running"]);
  });

  it("never comes from the upstream's price", () => {
    expect(read([{ ...NODE, priceHr: null, basePriceHr: 9 }], { basePriceHr: 18 }).rate.usdMicrosPerHour).toBeNull();
  });
});

it("says how far an installation is", () => {
  const installing = second({ installationStatus: "ACTIVE", installationProgress: 40 });
  expect(read([NODE, installing]).statusDetail).toBe("1 of 2 nodes ready, the slowest at 40 %");
  expect(read([NODE, installing]).nodes?.[1]?.install).toEqual({
    status: "ACTIVE",
    progressPercent: 40,
    failure: null,
  });
});

it.each([-1, "-1", {}])("knows no progress of %j", (installationProgress) => {
  const node = { ...NODE, installationStatus: "ACTIVE", installationProgress };
  expect(read([node]).nodes?.[0]?.install).toEqual({ status: "ACTIVE", progressPercent: null, failure: null });
});

it("is active since its last node became usable, and not before all are", () => {
  const ready = (piReadyAt: string | null) =>
    read([{ ...NODE, piReadyAt: "2026-01-01T10:00:00Z" }, second({ piReadyAt })]).activeAt;
  expect(ready("2026-01-01T11:00:00Z")).toBe(Date.UTC(2026, 0, 1, 11));
  expect(ready(null)).toBeNull();
});

it("counts the GPUs of its attached nodes", () => {
  expect(read([NODE, second({ isDetached: true })])).toMatchObject({ gpuModel: "H100 80GB", gpuCount: 8 });
  expect(read([NODE, second({ gpuCount: null })]).gpuCount).toBe(16);
});

it("counts no GPU of a node that has none, whatever the cluster's own figure", () => {
  const nodes = [NODE, second({}), { ...NODE, id: "pod_3", gpuName: "CPU_NODE", gpuCount: 1 }];
  const reading = read(nodes, { gpuCount: 17 });
  expect(reading.gpuCount).toBe(16);
  expect(reading.nodes?.map(({ gpuModel, gpuCount }) => [gpuModel, gpuCount])[2]).toEqual([null, 0]);
});

it.each(["TERMINATED", "deleting"])("offers no way into a node that is %s", (status) => {
  expect(read([NODE, second({ status })]).connectionDetails?.ssh.map(({ nodeId }) => nodeId)).toEqual(["pod_1"]);
});

it("takes a port of 0 for 22", () => {
  const connections = [{ host: "203.0.113.1", user: "ubuntu", port: 0 }];
  expect(read([{ ...NODE, connections }]).connectionDetails?.ssh).toMatchObject([{ port: 22 }]);
});

it("logs in on port 22 unless told otherwise, and not where there is no host yet", () => {
  const { connectionDetails } = read([NODE, second({ connections: [{ host: null, user: "ubuntu" }] })]);
  expect(connectionDetails?.ssh).toEqual([
    { nodeId: "pod_1", label: "node-1", host: "203.0.113.1", port: 22, user: "ubuntu" },
  ]);
});

it("tells what the provider says of it as facts, of which none is untyped, and what is internal to operators only", () => {
  const facts = read([{ ...NODE, environmentType: "ubuntu_22_cuda_12" }], {
    orchestratorType: "KUBERNETES",
    orchestratorVersion: "1.31",
    orchestratorDeploymentStatus: "FINISHED",
    orchestratorEndpoint: "https://admin:x@10.0.0.1",
    orchestratorConfig: { kubeconfig: "x" },
    stoppedPriceHr: 1.44,
    socket: "SXM5",
    vaultEnabled: false,
  }).facts;
  const told = facts.filter(({ value }) => value !== null);
  expect(told.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    "Host provider: nebius",
    "Rate if stopped: $1.44/h",
    "Orchestrator: KUBERNETES 1.31",
    "Orchestrator deployment: FINISHED",
    "Socket: SXM5",
    "Environment: ubuntu_22_cuda_12",
    "SSH certificates from Vault: no",
  ]);
  expect(facts.filter((fact) => !told.includes(fact)).map((fact) => `${fact.label}: ${fact.operatorValue}`)).toEqual([
    "Orchestrator endpoint: https://10.0.0.1",
  ]);
});

describe("a node", () => {
  const TOLD = {
    ...NODE,
    providerType: "nebius",
    providerReadyAt: "2026-09-20T09:11:00Z",
    testStatus: "FINISHED",
    finalizerStatus: "FINISHED",
    stoppedPriceHr: 0,
  };
  const said = (facts: readonly Fact[] = []) => facts.map(({ label, value }) => `${label}: ${value}`);

  it("tells what is true of it alone, and the cluster what is true of every node", () => {
    const connections = [{ host: "203.0.113.2", user: "ubuntu", role: "head", isControlNode: true }];
    const reading = read([TOLD, { ...TOLD, id: "pod_2", providerType: "crusoecloud", connections }]);
    expect(said(reading.facts.filter(({ group }) => group === "Every node"))).toEqual([
      "Ready at the host: 2026-09-20 09:11 UTC",
      "Finalizer: FINISHED",
      "Rate if stopped: nothing",
    ]);
    const [first, other] = reading.nodes ?? [];
    expect(first?.facts).toBeUndefined();
    expect(said(other?.facts)).toEqual(["Host provider: crusoecloud", "Connection role: head"]);
    expect(reading.connectionDetails?.ssh.map(({ note }) => note)).toEqual([undefined, "control node, role head"]);
  });

  it("does not tell the rate if stopped of what is stopped, since that is the rate", () => {
    expect(
      said(read([{ ...TOLD, status: "STOPPED" }], { status: "STOPPED", stoppedPriceHr: 1 }).facts).join(),
    ).not.toContain("Rate if stopped");
  });

  it("is unhealthy once its test has failed, however far its installation is", () => {
    const failing = second({ installationStatus: null, testStatus: "FAILED" });
    expect(read([NODE, failing]).nodes?.[1]).toMatchObject({
      status: "provisioning",
      ...{ health: "unhealthy", healthReasons: ["Its test failed"] },
    });
  });

  it("is still being installed while nothing is said of that, as in the provider's own client", () => {
    expect(read([NODE, second({ installationStatus: null })]).nodes?.[1]).toMatchObject({
      ...{ status: "provisioning", health: "unknown" },
      healthReasons: ["Prime Intellect does not say that its installation is finished"],
    });
  });
});
