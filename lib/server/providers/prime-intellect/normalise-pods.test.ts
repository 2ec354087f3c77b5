import { describe, expect, it } from "vitest";
import pod from "./fixtures/pod.json";
import { toPodClusters } from "./normalise-pods";

function only(...pods: object[]) {
  const [cluster, ...others] = toPodClusters(pods).clusters;
  if (!cluster || others.length > 0) throw new Error("expected one cluster");
  return cluster;
}

function member(index: number, fields: object = {}) {
  return { ...pod, id: `pod-${index}`, name: `llama-pretrain-${index}`, clusterId: "cl_1", ...fields };
}

describe("a pod on its own", () => {
  it("is a cluster of one node, with the pod's price", () => {
    expect(only(pod)).toMatchObject({
      providerClusterId: pod.id,
      name: "my-pod",
      status: "running",
      providerStatus: "ACTIVE",
      health: "healthy",
      cloud: "primecompute",
      gpuModel: "H100 80GB",
      gpuCount: 1,
      nodes: [{ id: pod.id, role: null }],
      rate: { usdMicrosPerHour: 1_230_000, source: "reported", billing: "full" },
      createdAt: Date.UTC(2023, 10, 7, 5, 31, 56),
      depth: "complete",
    });
  });

  it("is logged into at what its ssh text says, on the ports it forwards", () => {
    expect(only(pod).connectionDetails).toMatchObject({
      ssh: [{ nodeId: pod.id, label: "my-pod", host: "135.23.125.123", port: 22, user: "root" }],
      ports: [{ label: "my-pod: jupyter notebook", internalPort: 8080, externalPort: 1234, protocol: "tcp" }],
    });
  });

  it("passes over ssh texts that are not there yet", () => {
    for (const sshConnection of [null, [null], [], ""]) {
      expect(only({ ...pod, sshConnection })).toMatchObject({ connectionDetails: { ssh: [] }, healthReasons: [] });
    }
  });

  it("takes several ssh texts", () => {
    const sshConnection = ["root@135.23.125.123 -p 22", null, "ubuntu@pod.example -p 2222"];
    expect(only({ ...pod, sshConnection }).connectionDetails?.ssh.map(({ host, port }) => [host, port])).toEqual([
      ["135.23.125.123", 22],
      ["pod.example", 2222],
    ]);
  });

  it.each([
    "root@a -p 22; reboot",
    "root@-oProxyCommand=x -p 22",
    "$(x)@a -p 22",
    "root@a -p 99999",
    "x".repeat(5_000),
  ])("says that it leaves out %s, without repeating it", (sshConnection) => {
    const { connectionDetails, healthReasons } = only({ ...pod, sshConnection });
    expect(connectionDetails?.ssh).toEqual([]);
    expect(healthReasons).toEqual([expect.stringMatching(/^SSH for my-pod is left out: [a-z0-9 @-]+$/)]);
  });

  it("is not ready before its installation is finished", () => {
    expect(only({ ...pod, installationStatus: "PENDING", installationProgress: 30 })).toMatchObject({
      status: "provisioning",
      health: "unknown",
      statusDetail: "0 of 1 nodes ready, the slowest at 30 %",
    });
  });
});

describe("pods of one cluster", () => {
  it("are put together under what their names have in common, with their prices added up", () => {
    expect(only(member(10), member(11), member(12))).toMatchObject({
      providerClusterId: "cl_1",
      name: "llama-pretrain",
      gpuCount: 3,
      rate: { usdMicrosPerHour: 3_690_000, source: "summed" },
    });
  });

  it("keep the first one's name when they have nothing in common", () => {
    expect(only(member(1, { name: "alpha" }), member(2, { name: "beta" })).name).toBe("alpha");
  });

  it("degrade it when one of them fails", () => {
    expect(only(member(1), member(2, { status: "ERROR", installationFailure: "no GPU" }))).toMatchObject({
      status: "degraded",
      providerStatus: null,
      health: "degraded",
      healthReasons: ["llama-pretrain-2: no GPU"],
      statusDetail: "no GPU",
    });
  });

  it("keep one that cannot be read as a node of which nothing is known", () => {
    const reading = only(member(1), member(2, { gpuCount: {} }));
    expect(reading).toMatchObject({ status: "degraded", health: "unknown", gpuCount: null });
    expect(reading.rate.note).toBe("The price of 1 of 2 nodes: the others state none");
  });

  it("are terminated together, and then cost nothing", () => {
    expect(only(member(1, { status: "TERMINATED" }), member(2, { status: "TERMINATED" })).status).toBe("terminated");
  });
});

it("names what cannot be read at all by the cluster it belongs to", () => {
  const { clusters, unreadable } = toPodClusters([
    member(1, { gpuCount: {} }),
    { ...pod, priceHr: "free" },
    "nonsense",
  ]);
  expect(clusters).toEqual([]);
  expect(unreadable).toEqual([
    { id: null, problem: "unexpected the whole item" },
    { id: "cl_1", problem: "unexpected gpuCount" },
    { id: pod.id, problem: "unexpected priceHr" },
  ]);
});
