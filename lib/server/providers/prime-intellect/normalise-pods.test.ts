import { describe, expect, it } from "vitest";
import pod from "./fixtures/pod.json";
import { toPodClusters } from "./normalise-pods";

async function only(...pods: object[]) {
  const [cluster, ...others] = (await toPodClusters(pods, () => {})).clusters;
  if (!cluster || others.length > 0) throw new Error("expected one cluster");
  return cluster;
}

function member(index: number, fields: object = {}) {
  return { ...pod, id: `pod-${index}`, name: `llama-pretrain-${index}`, clusterId: "cl_1", ...fields };
}

describe("a pod on its own", () => {
  it("is a cluster of one node, with the pod's price", async () => {
    expect(await only(pod)).toMatchObject({
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

  it("is logged into at what its ssh text says, on the ports it forwards", async () => {
    expect((await only(pod)).connectionDetails).toMatchObject({
      ssh: [{ nodeId: pod.id, label: "my-pod", host: "135.23.125.123", port: 22, user: "root" }],
      ports: [{ label: "my-pod: jupyter notebook", internalPort: 8080, externalPort: 1234, protocol: "tcp" }],
    });
  });

  it("tells what it is made of and what it costs at rest", async () => {
    const resources = { memory: "128", disk: 500, vcpus: "32", shared_disk: -1 };
    const attachedResources = [{ isShared: true }, { isShared: null, mountPath: "/CANARY" }];
    const reading = await only({ ...pod, resources, attachedResources, userId: "CANARY" });
    expect(reading.facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Host provider: primecompute",
      "Rate if stopped: $0.005/h",
      "Socket: SXM5",
      "vCPUs per pod: 32",
      "Memory per pod (GB): 128",
      "Disk per pod (GB): 500",
      "Disks attached: 2 disks, of which 1 shared",
      "Environment: ubuntu_22_cuda_12",
    ]);
    expect(JSON.stringify(reading)).not.toContain("CANARY");
  });

  it("calls a port by its description, if it has one", async () => {
    const primePortMapping = [{ internal: "80", external: "8080", description: "dashboard", usedBy: "WEB_SERVER" }];
    expect((await only({ ...pod, primePortMapping })).connectionDetails?.ports[0]?.label).toBe("my-pod: dashboard");
  });

  it("is still being installed while nothing is said of that, and says so", async () => {
    const { status, nodes } = await only({ ...pod, installationStatus: null });
    expect(status).toBe("provisioning");
    expect(nodes?.[0]?.healthReasons).toEqual(["Prime Intellect does not say that its installation is finished"]);
  });

  it("ended when its last pod did", async () => {
    const ended = (hour: number) => ({ status: "TERMINATED", terminatedAt: `2026-09-20T${hour}:00:00Z` });
    expect((await only(member(1, ended(11)), member(2, ended(12)))).terminatedAt).toBe(Date.UTC(2026, 8, 20, 12));
  });

  it("passes over ssh texts that are not there yet", async () => {
    for (const sshConnection of [null, [null], [], ""]) {
      expect(await only({ ...pod, sshConnection, primePortMapping: [] })).toMatchObject({
        ...{ connectionDetails: { ssh: [] }, healthReasons: [] },
      });
    }
  });

  it("takes several ssh texts", async () => {
    const sshConnection = ["root@135.23.125.123 -p 22", null, "ubuntu@pod.example -p 2222"];
    expect(
      (await only({ ...pod, sshConnection })).connectionDetails?.ssh.map(({ host, port }) => [host, port]),
    ).toEqual([
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
  ])("says that it leaves out %s, without repeating it", async (sshConnection) => {
    const { connectionDetails, healthReasons } = await only({ ...pod, sshConnection });
    expect(connectionDetails?.ssh).toEqual([]);
    expect(healthReasons).toEqual([expect.stringMatching(/^SSH for my-pod is left out: [a-z0-9 @-]+$/)]);
  });

  it("is not ready before its installation is finished", async () => {
    expect(await only({ ...pod, installationStatus: "PENDING", installationProgress: 30 })).toMatchObject({
      status: "provisioning",
      health: "unknown",
      statusDetail: "0 of 1 node ready, the slowest at 30 %",
    });
  });
});

describe("pods of one cluster", () => {
  it("are put together under what their names have in common, with their prices added up", async () => {
    expect(await only(member(10), member(11), member(12))).toMatchObject({
      providerClusterId: "cl_1",
      name: "llama-pretrain",
      gpuCount: 3,
      rate: { usdMicrosPerHour: 3_690_000, source: "summed" },
    });
  });

  it("keep the first one's name when they have nothing in common", async () => {
    expect((await only(member(1, { name: "alpha" }), member(2, { name: "beta" }))).name).toBe("alpha");
  });

  it("degrade it when one of them fails", async () => {
    expect(await only(member(1), member(2, { status: "ERROR", installationFailure: "no GPU" }))).toMatchObject({
      status: "degraded",
      providerStatus: null,
      health: "degraded",
      healthReasons: ["llama-pretrain-2: no GPU"],
      statusDetail: "no GPU",
    });
  });

  it("lose no more than the odd field of one of them", async () => {
    expect(await only(member(1), member(2, { gpuCount: {} }))).toMatchObject({
      ...{ status: "running", health: "healthy", gpuCount: null, rate: { usdMicrosPerHour: 2_460_000 } },
    });
  });

  it("keep those that have no id, each as a node of its own", async () => {
    const reading = await only(member(1, { id: undefined }), member(2, { id: null }));
    expect(reading.nodes?.map(({ id }) => id)).toEqual(["cl_1-pod-1", "cl_1-pod-2"]);
  });

  it("count one that is gone nowhere, and CPU nodes for no GPU", async () => {
    const gone = member(3, { status: "Terminated", gpuName: "B200", gpuCount: 8 });
    const controller = member(2, { gpuName: "CPU_NODE", gpuCount: 1 });
    const reading = await only(member(1, { gpuCount: 8 }), controller, gone);
    expect(reading).toMatchObject({ status: "running", health: "healthy", gpuModel: "H100 80GB", gpuCount: 8 });
    expect(reading.connectionDetails?.ssh.map(({ nodeId }) => nodeId)).toEqual(["pod-1", "pod-2"]);
  });

  it("say that some are on spot", async () => {
    const { rate, facts } = await only(member(1), member(2, { isSpot: true }));
    expect(rate).toMatchObject({ usdMicrosPerHour: 2_460_000, note: "Spot: the price that is billed may differ" });
    expect(facts).toContainEqual({ label: "Rental", value: "Spot: it may be reclaimed at any time" });
  });

  it("are terminated together, and then cost nothing", async () => {
    expect((await only(member(1, { status: "TERMINATED" }), member(2, { status: "TERMINATED" }))).status).toBe(
      "terminated",
    );
  });
});

it("names what cannot be read at all", async () => {
  const { clusters, unreadable } = await toPodClusters(
    [member(1, { gpuCount: {} }), { ...pod, priceHr: "free" }, { ...pod, id: {} }, "nonsense"],
    () => {},
  );
  expect(clusters.map(({ providerClusterId, rate }) => [providerClusterId, rate.usdMicrosPerHour])).toEqual([
    ["cl_1", 1_230_000],
    [pod.id, null],
  ]);
  expect(unreadable).toEqual([
    { id: null, problem: "unexpected the whole item" },
    { id: null, problem: "unexpected id" },
  ]);
});

describe("a pod of several machines", () => {
  const several = { ...pod, gpuCount: 16, priceHr: 19.92 };

  it("has a node and a way in for each, with its share of the GPUs, and one price", async () => {
    const sshConnection = ["ssh ubuntu@192.0.2.8", "ssh ubuntu@192.0.2.9 -p 2222"];
    const reading = await only({ ...several, sshConnection });
    expect(reading).toMatchObject({ gpuCount: 16, rate: { usdMicrosPerHour: 19_920_000, source: "reported" } });
    expect(reading.nodes?.map(({ id, name, gpuCount }) => [id, name, gpuCount])).toEqual([
      [pod.id, "my-pod-1", 8],
      [`${pod.id}-2`, "my-pod-2", 8],
    ]);
    expect(reading.connectionDetails?.ssh.map(({ nodeId, label, host, port }) => [nodeId, label, host, port])).toEqual([
      [pod.id, "my-pod-1", "192.0.2.8", 22],
      [`${pod.id}-2`, "my-pod-2", "192.0.2.9", 2222],
    ]);
  });

  it("has one for each address where there are no texts yet", async () => {
    const reading = await only({ ...several, gpuCount: 3, sshConnection: [null], ip: ["192.0.2.8", null] });
    expect(reading.nodes?.map(({ gpuCount }) => gpuCount)).toEqual([null, null]);
    expect(reading).toMatchObject({ gpuCount: 3, status: "running" });
  });

  it("is not one whose text is cut into words", async () => {
    const sshConnection = ["ubuntu@192.0.2.7", "-p", "2222"];
    expect((await only({ ...several, sshConnection })).connectionDetails?.ssh).toMatchObject([
      { label: "my-pod", host: "192.0.2.7", port: 2222, user: "ubuntu" },
    ]);
  });
});

describe("a way into a pod", () => {
  const ways = async (change: object) => {
    const { connectionDetails, facts } = await only({ ...pod, ...change });
    return { ssh: connectionDetails?.ssh, ports: connectionDetails?.ports, facts };
  };
  const primePortMapping = [{ internal: "22", external: "40002", protocol: "TCP", usedBy: "ssh" }];

  it.each(["DELETING", "TERMINATED", "terminated"])(
    "is not offered while it is %s: its address may be another's",
    async (status) => {
      expect(await ways({ status })).toMatchObject({ ssh: [], ports: [] });
    },
  );

  it("is not offered where it is stopped and has lost its address", async () => {
    expect((await ways({ status: "STOPPED", ip: null })).ssh).toEqual([]);
    expect((await ways({ status: "STOPPED" })).ssh).toHaveLength(1);
  });

  it("is the port forwarded to SSH where there is no text, with the user named as assumed", async () => {
    const { ssh, ports, facts } = await ways({ sshConnection: null, ip: "192.0.2.7", primePortMapping });
    expect([ssh, ports]).toMatchObject([[{ host: "192.0.2.7", port: 40_002, user: "root" }], []]);
    expect(facts).toContainEqual({ label: "SSH user", value: "not stated; root is assumed" });
    expect((await ways({})).facts.map(({ label }) => label)).not.toContain("SSH user");
    expect((await ways({ status: "PENDING", sshConnection: [null], ip: "192.0.2.7", primePortMapping })).ssh).toEqual(
      [],
    );
  });

  it("is at least named where no address is known", async () => {
    const { ssh, ports } = await ways({ sshConnection: null, ip: [null], primePortMapping });
    expect([ssh, ports]).toMatchObject([[], [{ label: "my-pod: ssh", internalPort: 22, externalPort: 40_002 }]]);
  });
});
