import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createKubernetesFake } from "./fake/fake";
import { nodeBody } from "./fake/nodes";
import { kubernetes } from "./index";

const START = Date.UTC(2026, 10, 20, 15);
const { signal } = new AbortController();
const UID = "0d0e5c8a-7b1f-4c52-9a35-6f2f1c9b7e10";
const READS_NODES = { verbs: ["list"], apiGroups: [""], resources: ["nodes"] };

function start({ nodes, label, apiKey }: { nodes?: number; label?: string; apiKey?: string } = {}) {
  const clock = { now: START + 60_000 };
  const fleet = nodes === undefined ? {} : { fleet: { clusters: 1, nodesPerCluster: nodes } };
  const fake = createKubernetesFake({ now: () => clock.now, startedAt: START, ...fleet });
  const calls: string[] = [];
  const beforeCall: { run: (path: string) => Response | undefined } = { run: () => undefined };
  const { handle } = fake;
  const watched = {
    ...fake,
    handle: async (request: Request) => {
      const { pathname, search } = new URL(request.url);
      calls.push(`${request.method} ${pathname}${search.replace(/continue=[^&]+/, "continue=…")}`);
      return beforeCall.run(pathname) ?? handle(request);
    },
  };
  const parsed = kubernetes.parse({ server: "https://k8s.acme.example:6443", token: apiKey ?? fake.apiKey });
  if (!parsed.ok) return expect.fail("expected the settings to be right");
  const http = httpOverFake(watched, () => clock.now);
  const client = parsed.connect({ http, now: () => clock.now, ...(label !== undefined && { label }) });
  const read = async () => {
    const fleetReading = await client.readFleet(signal);
    const [cluster] = fleetReading.clusters;
    return { ...fleetReading, cluster: cluster ?? expect.fail("expected a cluster") };
  };
  return { fake, clock, client, calls, beforeCall, read };
}

describe("a cluster that is read by its own API", () => {
  it("is one cluster under the id of its first namespace, as old as that, with the version of its server", async () => {
    const { read, calls } = start();
    const { cluster, complete } = await read();
    expect(cluster).toMatchObject({ providerClusterId: UID, name: "k8s.acme.example:6443", status: "running" });
    expect(cluster.createdAt).toBeLessThan(START);
    expect(complete).toBe(true);
    expect((await read()).cluster.facts).toContainEqual({ label: "Kubernetes version", value: "v1.34.1" });
    expect(calls).toEqual([
      ...["GET /api/v1/nodes?limit=100", "GET /api/v1/namespaces/kube-system", "GET /version"],
      "GET /api/v1/nodes?limit=100",
    ]);
  });

  it("has machines in the demo that another account of the demo knows too", async () => {
    const { cluster } = await start().read();
    const known = [1, 2].flatMap(
      (number) =>
        machineIdsOf({
          ids: [["lambda", `0000000000000001fffffffffffffff${number}`]],
          addresses: [`198.18.101.${number}`],
        }).machineIds,
    );
    expect(cluster.seenAs).toBe("orchestrator");
    expect(cluster.nodes?.flatMap(({ machineIds }) => machineIds ?? [])).toEqual(known);
  });

  it("is called as its account is, unless that has no name of its own", async () => {
    expect((await start({ label: "Research" }).read()).cluster.name).toBe("Research");
    expect((await start({ label: "Kubernetes" }).read()).cluster.name).toBe("k8s.acme.example:6443");
  });

  it("goes by its host where the token may not read that namespace, and by its id once it may", async () => {
    const { fake, read, clock } = start();
    fake.rules = [READS_NODES];
    expect((await read()).cluster).toMatchObject({ providerClusterId: "k8s.acme.example:6443", createdAt: null });
    expect((await read()).warnings).toEqual([]);
    clock.now += HOUR_MS;
    fake.rules = [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }];
    expect((await read()).cluster.providerClusterId).toBe(UID);
  });

  it("is not read under another id because its namespace could not be read this once", async () => {
    const { beforeCall, read, clock } = start();
    const fail = (path: string) => (path.endsWith("kube-system") ? new Response("", { status: 500 }) : undefined);
    beforeCall.run = fail;
    await expect(read()).rejects.toMatchObject({ kind: "upstream" });
    beforeCall.run = () => undefined;
    await read();
    beforeCall.run = fail;
    clock.now += 2 * HOUR_MS;
    expect((await read()).cluster.providerClusterId).toBe(UID);
  });

  it("is another one when another answers at its address", async () => {
    const { beforeCall, read, clock } = start();
    await read();
    beforeCall.run = (path) =>
      path.endsWith("kube-system") ? Response.json({ metadata: { uid: "another" } }) : undefined;
    expect((await read()).cluster.providerClusterId).toBe(UID);
    clock.now += HOUR_MS;
    expect((await read()).cluster.providerClusterId).toBe("another");
  });
});

describe("the list of its nodes", () => {
  it("is read by the hundred, and each node once", async () => {
    const { read, calls } = start({ nodes: 250 });
    const { cluster, complete } = await read();
    expect(cluster.nodes).toHaveLength(250);
    expect(cluster.gpuCount).toBe(2_000);
    expect(complete).toBe(true);
    expect(calls.filter((call) => call.includes("/nodes"))).toEqual([
      "GET /api/v1/nodes?limit=100",
      "GET /api/v1/nodes?limit=100&continue=…",
      "GET /api/v1/nodes?limit=100&continue=…",
    ]);
  });

  it("is read although all nodes at once would be more than an answer may have", async () => {
    const { fake, read } = start({ nodes: 250 });
    const { nodes } = fake.world();
    const images = Array.from({ length: 200 }, (_, index) => ({
      names: [`registry.example/${"x".repeat(200)}:${index}`],
    }));
    const heavy = nodes.map((node) => ({ ...node, status: { ...Object(node.status), images } }));
    expect(JSON.stringify(heavy).length).toBeGreaterThan(8 * 1024 * 1024);
    fake.world = () => ({ createdAt: START, nodes: heavy });
    expect((await read()).cluster.nodes).toHaveLength(250);
  });

  it("is read in smaller pages where a hundred nodes are too much", async () => {
    const { fake, read, calls } = start({ nodes: 45 });
    const images = [{ names: ["x".repeat(250_000)] }];
    const nodes = fake.world().nodes.map((node) => ({ ...node, status: { ...Object(node.status), images } }));
    fake.world = () => ({ createdAt: START, nodes });
    expect((await read()).cluster.nodes).toHaveLength(45);
    expect(calls.filter((call) => call.includes("/nodes"))).toEqual([
      "GET /api/v1/nodes?limit=100",
      "GET /api/v1/nodes?limit=20",
      "GET /api/v1/nodes?limit=20&continue=…",
      "GET /api/v1/nodes?limit=20&continue=…",
    ]);
  });

  it("starts again when the server has forgotten where it was, and gives up the third time", async () => {
    const { fake, read, beforeCall } = start({ nodes: 250 });
    let pages = 0;
    beforeCall.run = (path) => {
      pages += path.endsWith("/nodes") ? 1 : 0;
      if (pages === 2) fake.expireLists();
      return undefined;
    };
    expect((await read()).cluster.nodes).toHaveLength(250);
    expect(pages).toBe(5);

    beforeCall.run = (path) => {
      if (path.endsWith("/nodes")) fake.expireLists();
      return undefined;
    };
    await expect(read()).rejects.toMatchObject({ status: 410, message: expect.stringContaining("started again") });
  });

  it("is cut, and says so, where its pages lead back to where they were", async () => {
    const { read, beforeCall, calls } = start();
    const items = [nodeBody({ name: "a", createdAt: START, readyAt: START, resources: {} })];
    beforeCall.run = (path) =>
      path.endsWith("/nodes") ? Response.json({ items, metadata: { continue: "again" } }) : undefined;
    const { cluster, complete } = await read();
    expect(complete).toBe(false);
    expect(cluster).toMatchObject({
      health: "unknown",
      gpuCount: null,
      healthReasons: ["It has more nodes than are read"],
    });
    expect(cluster.nodes).toHaveLength(1);
    expect(calls.filter((call) => call.includes("/nodes"))).toHaveLength(2);
  });

  it("loses only a node that cannot be read, and names it", async () => {
    const { fake, read } = start();
    const [first, ...others] = fake.world().nodes;
    fake.world = () => ({ createdAt: START, nodes: [{ ...first, metadata: { name: ["CANARY"] } }, ...others] });
    const { cluster } = await read();
    expect(cluster.nodes?.map(({ name }) => name)).toEqual([
      "dgx-1",
      "dgx-2",
      "dgx-3",
      "notebooks-1",
      "speech-eval-1",
      "speech-eval-2",
    ]);
    expect(cluster).toMatchObject({
      ...{ health: "unknown", gpuCount: null },
      healthReasons: ["A node without a readable name could not be read: unexpected metadata"],
    });
  });

  it("may be empty: the cluster is there, without nodes", async () => {
    const { read } = start({ nodes: 0 });
    expect((await read()).cluster).toMatchObject({
      ...{ status: "running", health: "unknown", gpuCount: 0, nodes: [], healthReasons: ["It has no nodes"] },
    });
  });
});

describe("a token that is refused", () => {
  it("is told apart from one that may do too little, which is told which role to make", async () => {
    await expect(start({ apiKey: "other" }).read()).rejects.toMatchObject({ kind: "auth" });
    const { fake, read } = start();
    fake.rules = [];
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      kind: "forbidden",
      message: expect.stringMatching(/lacks the permission "nodes: list".*kind: ClusterRole.*resources: \[nodes\]/),
    });
    expect(String(error)).not.toContain("CANARY");
  });
});

describe("what the token may do", () => {
  it("is nothing to speak of if it has the role of the documentation", async () => {
    expect(await start().client.readKeyNotes?.(signal)).toEqual([]);
  });

  it.each([
    ["lacks nodes", [], [/may not list nodes.*ClusterRole/]],
    [
      "is an administrator's",
      [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }],
      [/may do everything in the cluster/],
    ],
    ["reads secrets", [READS_NODES, { verbs: ["get"], apiGroups: [""], resources: ["secrets"] }], [/may read secrets/]],
    [
      "changes things",
      [READS_NODES, { verbs: ["delete", "get"], apiGroups: [""], resources: ["pods", "CANARY 1"] }],
      [/it may change pods\. /],
    ],
    [
      "may do all to some",
      [READS_NODES, { verbs: ["*"], apiGroups: ["apps"], resources: ["*"] }],
      [/it may change everything of some API groups/],
    ],
  ])("is said where it %s", async (_, rules, expected) => {
    const { fake, client } = start();
    fake.rules = rules;
    const notes = await client.readKeyNotes?.(signal);
    expect(notes).toEqual(expected.map((words) => expect.stringMatching(words)));
    expect(JSON.stringify(notes)).not.toContain("CANARY");
  });
});
