import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { FakeOptions } from "@/lib/server/providers/spec";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createPrimeIntellectFake } from "./fake/fake";
import { primeIntellect } from "./index";

const STARTED_AT = Date.UTC(2026, 0, 2);
const WALLET = "/api/v1/billing/wallet";
const signal = new AbortController().signal;

function start({ key, ...options }: { key?: string } & Partial<FakeOptions> = {}) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const fake = createPrimeIntellectFake({ now, startedAt: STARTED_AT, ...options });
  const calls: string[] = [];
  const { handle } = fake;
  fake.handle = (request) => {
    calls.push(new URL(request.url).pathname);
    return handle(request);
  };
  const parsed = primeIntellect.parse({ apiKey: key ?? fake.apiKey });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const client = parsed.connect({ http: httpOverFake(fake, now), now });
  const fleetAt = (minutes: number) => {
    clock.now = STARTED_AT + minutes * MINUTE_MS;
    return client.readFleet(signal);
  };
  const details = async (cluster: ClusterReading) => {
    if (cluster.depth === "complete") return cluster;
    return (
      (await client.readDetails?.(cluster, signal)) ?? expect.fail("expected every listed cluster to have details")
    );
  };
  const readAt = async (minutes: number, name?: string) => {
    const clusters = await Promise.all((await fleetAt(minutes)).clusters.map(details));
    return clusters.filter((cluster) => name === undefined || cluster.name === name);
  };
  return { fake, client, fleetAt, readAt, calls };
}

describe("the demo fleet", () => {
  it("holds 64 nodes in 4 clusters, read whole by their details", async () => {
    const clusters = await start().readAt(9);
    expect(clusters.map(({ name, status, health }) => [name, status, health])).toEqual([
      ["llama-pretrain-a", "running", "healthy"],
      ["rl-rollouts", "running", "healthy"],
      ["eval-sweep", "running", "healthy"],
      ["ablation-spare", "stopped", "unknown"],
    ]);
    expect(clusters.flatMap(({ nodes }) => nodes ?? [])).toHaveLength(64);
    expect(clusters.map(({ rate }) => [rate.usdMicrosPerHour, rate.source, rate.billing])).toEqual([
      [560_640_000, "reported", "full"],
      [595_200_000, "summed", "full"],
      [105_120_000, "reported", "full"],
      [1_440_000, "reported", "reduced"],
    ]);
  });

  it("has a node fail its test in the third minute of nine, and heal in the sixth", async () => {
    const { readAt } = start();
    const at = async (minutes: number) => (await readAt(minutes, "llama-pretrain-a"))[0];
    expect(await at(1.9)).toMatchObject({ status: "running", health: "healthy" });
    expect(await at(2)).toMatchObject({
      status: "degraded",
      health: "degraded",
      healthReasons: [
        "llama-pretrain-a-11: NCCL all-reduce with [address] timed out after 600 s, ticket opened by [e-mail]",
      ],
    });
    expect(await at(5)).toMatchObject({ status: "running", health: "healthy" });
    expect(await at(11)).toMatchObject({ status: "degraded" });
  });

  it("builds a cluster node by node, free of charge until it is built", async () => {
    const { readAt } = start();
    const at = async (minutes: number) => (await readAt(minutes, "eval-sweep"))[0];
    expect(await at(1)).toMatchObject({ status: "provisioning", statusDetail: "0 of 6 nodes ready" });
    expect(await at(6)).toMatchObject({
      status: "provisioning",
      statusDetail: "3 of 6 nodes ready, the slowest at 66 %",
      rate: { usdMicrosPerHour: 0, billing: "none" },
    });
    expect(await at(8)).toMatchObject({ status: "running", health: "healthy" });
    expect(await at(15)).toMatchObject({ status: "provisioning" });
  });

  it.each(["admin", "pods"] as const)("plants secrets of which none is read in %s mode", async (mode) => {
    const { fake, readAt } = start();
    fake.mode = mode;
    expect(JSON.stringify(fake.world()).match(/CANARY/g)?.length).toBeGreaterThan(300);
    expect(JSON.stringify(await readAt(3))).not.toMatch(/CANARY|10\.12\.4\.7/);
  });

  it("is rate-limited for three minutes of a week, where incidents are wanted", async () => {
    const { fleetAt } = start({ incidents: true });
    expect((await fleetAt(9)).clusters).toHaveLength(4);
    await expect(fleetAt(10.5)).rejects.toMatchObject({ kind: "rate-limited", retryAfterMs: 150_000 });
    for (const minutes of [13, 24, 11 * 60, 7 * 24 * 60]) expect((await fleetAt(minutes)).clusters).toHaveLength(4);
    await expect(fleetAt(7 * 24 * 60 + 12)).rejects.toMatchObject({ kind: "rate-limited" });
  });

  it("has its node fail for long enough to be told of, and once a week, where incidents are wanted", async () => {
    const { readAt } = start({ incidents: true });
    const statusAt = async (minutes: number) => (await readAt(minutes, "llama-pretrain-a"))[0]?.status;
    for (const minutes of [2, 9, 19, 7 * 24 * 60 + 2]) expect(await statusAt(minutes)).toBe("degraded");
    for (const minutes of [1, 20, 29, 11 * 60, 7 * 24 * 60]) expect(await statusAt(minutes)).toBe("running");
  });

  it("is replaced by a uniform one of any size, over as many pages as that takes", async () => {
    const { fleetAt, readAt, calls } = start({ fleet: { clusters: 250, nodesPerCluster: 8 } });
    expect(await fleetAt(1)).toMatchObject({ complete: true, unreadable: [], warnings: [] });
    expect(calls.filter((path) => path === "/api/admin/clusters")).toHaveLength(3);
    const clusters = await readAt(1);
    expect(clusters.filter(({ health, nodes }) => health === "healthy" && nodes?.length === 8)).toHaveLength(250);
  });
});

describe("the two modes", () => {
  it("tell the same of a cluster, but for what pods do not know", async () => {
    const { fake, readAt } = start();
    const admin = await readAt(1);
    const pods = start();
    pods.fake.mode = "pods";
    const asPods = await pods.readAt(1);
    const shared = ({ providerClusterId, status, gpuModel, gpuCount, nodes, connectionDetails }: ClusterReading) => ({
      ...{ providerClusterId, status, gpuModel, gpuCount, nodes: nodes?.length },
      hosts: connectionDetails?.ssh.map(({ host, port, user }) => [host, port, user]),
    });
    expect(asPods.map(shared)).toEqual(admin.map(shared));
    expect(fake.mode).toBe("admin");
  });

  it("are told apart once an hour; without admin permission pods are read, with their slash, and that is said", async () => {
    const { fake, fleetAt, calls } = start();
    fake.mode = "pods";
    const fleet = await fleetAt(0);
    expect(fleet.warnings).toEqual(["This key has no admin permission: clusters are put together from pods"]);
    await fleetAt(60);
    expect(calls.filter((path) => path !== WALLET)).toEqual([
      ...["/api/admin/users/whoami", "/api/v1/pods/", "/api/v1/pods/"],
    ]);
    fake.mode = "admin";
    expect((await fleetAt(61)).warnings).toEqual([]);
  });

  it.each([401, 403, 404])("take a %d for a lack of admin permission", async (status) => {
    const { fake, fleetAt } = start();
    const { handle } = fake;
    fake.handle = async (request) =>
      request.url.includes("/admin/") ? Response.json({}, { status }) : handle(request);
    expect((await fleetAt(0)).warnings).toHaveLength(1);
  });

  it.each([[], "admin", 7])("take the answer %j of whoami for admin permission, whatever it says", async (answer) => {
    const { fake, fleetAt } = start();
    const { handle } = fake;
    fake.handle = async (request) => (request.url.endsWith("/whoami") ? Response.json(answer) : handle(request));
    expect((await fleetAt(0)).clusters.every(({ depth }) => depth === "summary")).toBe(true);
  });

  it.each([429, 500, 503])("take a %d for a failure, from which nothing follows", async (status) => {
    const { fake, fleetAt } = start();
    const { handle } = fake;
    fake.handle = async () => Response.json({}, { status });
    await expect(fleetAt(0)).rejects.toMatchObject({ status });
    fake.handle = handle;
    expect((await fleetAt(1)).warnings).toEqual([]);
  });

  it("are checked again once an admin call is refused", async () => {
    const { fake, fleetAt } = start();
    await fleetAt(0);
    fake.mode = "pods";
    await expect(fleetAt(1)).rejects.toMatchObject({ kind: "forbidden" });
    expect((await fleetAt(2)).warnings).toHaveLength(1);
  });

  it("report a wrong key as such, and ask again with it", async () => {
    const { fleetAt, calls } = start({ key: "wrong" });
    await expect(fleetAt(0)).rejects.toMatchObject({ kind: "auth" });
    await expect(fleetAt(1)).rejects.toMatchObject({ kind: "auth" });
    expect(calls.filter((path) => path.endsWith("whoami"))).toHaveLength(2);
  });
});

describe("what happened to a cluster", () => {
  const eventsOf = async ({ client, fleetAt }: ReturnType<typeof start>) => {
    const [cluster] = (await fleetAt(20)).clusters;
    if (!cluster) return expect.fail("expected a cluster");
    expect(cluster.onDemand).toEqual(["events"]);
    return client.readEvents?.(cluster, signal);
  };

  it("is told in words, without a secret", async () => {
    const started = start();
    const events = await eventsOf(started);
    expect(events?.[0]?.text).toBe("node llama-pretrain-a-0 attached");
    expect(events?.at(-2)?.text).toContain("node llama-pretrain-a-11 updated: status ERROR → ACTIVE");
    expect(JSON.stringify(events)).toContain("authorization for node llama-pretrain-a-0: certificate valid for 2h");
    expect(JSON.stringify(events)).not.toMatch(/CANARY|10\.12\.4\.7/);
  });

  it("is read in five pages at most", async () => {
    const started = start();
    const { handle } = started.fake;
    started.fake.handle = async (request) => {
      if (!request.url.includes("node-logs")) return handle(request);
      const offset = Number(new URL(request.url).searchParams.get("offset"));
      const entry = { eventType: "ATTACHED", createdAt: "2026-01-01T00:00:00Z", podName: "n" };
      const data = Array.from({ length: 100 }, (_, index) => ({ ...entry, id: `log-${offset + index}` }));
      return Response.json({ data, total_count: 1_000_000 });
    };
    expect(await eventsOf(started)).toHaveLength(500);
  });

  it("is not asked of pods, which have no such call", async () => {
    const { fake, fleetAt } = start();
    fake.mode = "pods";
    expect((await fleetAt(0)).clusters.flatMap(({ onDemand }) => onDemand)).toEqual([]);
  });
});

it("names the ssh keys that are let in by their fingerprints", async () => {
  const [cluster] = await start().readAt(1);
  expect(cluster?.facts.filter(({ group }) => group === "SSH keys")).toEqual([
    {
      label: "owner",
      value: "SHA256:0JCwsz6ZgnYAFOq8fM5uuuUa+tYS8PPoJ/uj9wrE2hE (ssh-ed25519)",
      group: "SSH keys",
    },
    {
      label: "member",
      value: "SHA256:fc55u1ugIG0eV0J1gSefFyOW233xy84InUKjt2rRi8k (ssh-ed25519)",
      group: "SSH keys",
    },
  ]);
});

describe("reading the fleet", () => {
  it("knows nothing of health from the list, and gives no reason that would outlast the details", async () => {
    const { fleetAt } = start();
    expect((await fleetAt(9)).clusters[0]).toMatchObject({
      depth: "summary",
      status: "running",
      health: "unknown",
      healthReasons: [],
    });
  });

  it("keeps the good clusters beside one that cannot be read, which it names", async () => {
    const { fake, fleetAt } = start();
    const [first, ...others] = fake.world();
    if (!first) return expect.fail("expected a cluster");
    fake.world = () => [{ ...first, id: "" }, ...others];
    const fleet = await fleetAt(0);
    expect(fleet.clusters).toHaveLength(3);
    expect(fleet.unreadable).toEqual([{ id: null, problem: "unexpected id" }]);
  });

  it("leaves out odd fields of a list and of details alone, and names them at the next reading", async () => {
    const { fake, client, fleetAt } = start();
    const [first, ...others] = fake.world();
    if (!first) return expect.fail("expected a cluster");
    const secret = { password: "CANARY" };
    const nodes = first.nodes.map((node) => ({ ...node, socket: secret }));
    fake.world = () => [{ ...first, vaultEnabled: secret, gpuCount: -7, nodes }, ...others];
    const warning = (names: string) =>
      `Prime Intellect sent values that Clusterdeck does not understand, so they are left out: ${names}. All else is shown`;
    const { clusters, unreadable, warnings } = await fleetAt(0);
    expect([clusters.length, unreadable, warnings]).toEqual([4, [], [warning("vaultEnabled")]]);
    const summary = clusters.find(({ name }) => name === first.name) ?? expect.fail("expected the cluster");
    const details = await client.readDetails?.(summary, signal);
    expect(details).toMatchObject({ status: "running", health: "healthy", rate: { source: "reported" } });
    expect(details?.connectionDetails?.ssh).toHaveLength(first.nodes.length);
    expect((await fleetAt(1)).warnings).toEqual([warning("gpuCount, socket, vaultEnabled")]);
    expect(JSON.stringify([details, await fleetAt(1)])).not.toContain("CANARY");
  });

  it("knows a cluster is gone by an answer without data", async () => {
    const { fake, client, fleetAt } = start();
    const [cluster] = (await fleetAt(0)).clusters;
    if (!cluster) return expect.fail("expected a cluster");
    fake.world = () => [];
    expect(await client.readDetails?.(cluster, signal)).toBeNull();
  });

  it("does not take a broken answer for a cluster that is gone", async () => {
    const { fake, client, fleetAt } = start();
    const [cluster] = (await fleetAt(0)).clusters;
    if (!cluster) return expect.fail("expected a cluster");
    fake.handle = async () => Response.json({ data: 7 });
    await expect(client.readDetails?.(cluster, signal)).rejects.toMatchObject({ kind: "bad-response" });
  });
});
