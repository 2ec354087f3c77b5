import { describe, expect, it } from "vitest";
import { ProviderError } from "@/lib/server/providers/errors";
import { startFireworks } from "@/lib/testing/adapters/start-fireworks";
import { clusterBody } from "./fake/bodies";
import type { FireworksFake } from "./fake/fake";
import { fireworks } from "./index";

const signal = new AbortController().signal;

/** Deployments as those that do not tell how far their replicas are. */
function withoutStats(fake: FireworksFake): void {
  const { world } = fake;
  fake.world = () => {
    const { deployments, ...rest } = world();
    return { ...rest, deployments: deployments.map(({ replicaStats: _, ...deployment }) => deployment) };
  };
}

const odd = { name: "accounts/a/clusters/odd", displayName: "Odd", state: { not: "a state" }, createTime: 7 };
const ON_DEMAND = {
  ...{ name: "accounts/a/deployments/d1", baseModel: "accounts/fireworks/models/m", state: "READY" },
  ...{ replicaCount: 2, desiredReplicaCount: 2, acceleratorType: "NVIDIA_H100_80GB", acceleratorCount: 8 },
  ...{ region: "US_IOWA_1", createTime: "2026-01-01T00:00:00Z" },
};

describe("the demo fleet", () => {
  it("scales a deployment out and back, and tells what its replicas wait for", async () => {
    const { readAt } = startFireworks();
    const at = async (minutes: number) => (await readAt(minutes))[0];
    expect(await at(0)).toMatchObject({
      name: "Production US East",
      health: "healthy",
      gpuCount: 24,
      depth: "complete",
    });
    expect(await at(4)).toMatchObject({
      health: "degraded",
      healthReasons: ["Deployment llama-70b: 2 of 4 replicas ready, 2 waiting for machines"],
    });
    expect(await at(5.5)).toMatchObject({ health: "healthy", gpuCount: 24 });
    expect(await at(7)).toMatchObject({ health: "healthy", gpuCount: 40, gpuModel: "H100 80GB + H200 141GB" });
  });

  it("creates a new cluster every twelve minutes", async () => {
    const { readAt } = startFireworks();
    const at = async (minutes: number) => (await readAt(minutes))[1];
    expect(await at(1)).toMatchObject({
      status: "provisioning",
      statusDetail: expect.stringContaining("[AWS resource]"),
    });
    expect(await at(5)).toMatchObject({ status: "running", health: "healthy" });
    expect(await at(13)).toMatchObject({ status: "provisioning" });
  });

  it("plants secrets of which none is read", async () => {
    const { fake, client, readAt } = startFireworks();
    expect(JSON.stringify(fake.world()).match(/CANARY/g)?.length).toBeGreaterThan(15);
    const clusters = await readAt(5);
    const connectionDetails = await Promise.all(
      clusters.map((cluster) => client.readConnectionDetails?.(cluster, signal)),
    );
    expect(JSON.stringify([clusters, connectionDetails])).not.toMatch(/CANARY|00481516|10\.20\.30\.40/);
  });

  it("is replaced by a uniform one of any size, over as many pages as that takes", async () => {
    const { readAt, calls } = startFireworks({ fleet: { clusters: 450, nodesPerCluster: 2 } });
    const clusters = await readAt(0);
    expect(new Set(clusters.map(({ providerClusterId }) => providerClusterId)).size).toBe(450);
    expect(clusters.every(({ status, gpuCount }) => status === "running" && gpuCount === 16)).toBe(true);
    expect(calls.filter((call) => call === "clusters")).toHaveLength(3);
  });
});

describe("reading the fleet", () => {
  it("reports a wrong key as such", async () => {
    await expect(startFireworks({ key: "wrong" }).client.readFleet(signal)).rejects.toMatchObject({ kind: "auth" });
  });

  it("says that clusters are missing where Fireworks announces more than it lists", async () => {
    const { fake, client } = startFireworks();
    const { handle } = fake;
    fake.handle = async (request) => {
      const answer = await handle(request);
      if (!request.url.includes("/clusters")) return answer;
      return Response.json({ ...(await answer.json()), totalSize: 5 });
    };
    const { complete, warnings } = await client.readFleet(signal);
    expect(complete).toBe(false);
    expect(warnings).toEqual(["Fireworks says that there are 5 clusters, and lists 2: some are missing here"]);
  });

  it("passes on both of two clusters with one id, so that both can be named", async () => {
    const { fake, client } = startFireworks();
    const { clusters, ...rest } = fake.world();
    const [first] = clusters;
    fake.world = () => ({
      ...rest,
      clusters: first ? [first, first, { ...first, displayName: "Other" }] : [],
    });
    expect((await client.readFleet(signal)).clusters.map(({ name }) => name)).toEqual(["Production US East", "Other"]);
  });

  it("judges replicas at once where the list tells how many are ready, without a call for each deployment", async () => {
    const { client, readAt, calls } = startFireworks();
    expect((await client.readFleet(signal)).clusters.map(({ depth, health }) => [depth, health])).toEqual([
      ["complete", "healthy"],
      ["complete", "unknown"],
    ]);
    expect((await readAt(4))[0]).toMatchObject({ health: "degraded" });
    expect(calls.filter((call) => call.endsWith("/shards"))).toEqual([]);
  });

  it("else leaves the judgement of replicas to the details, whose word on them is the only one", async () => {
    const { fake, client } = startFireworks();
    withoutStats(fake);
    expect(
      (await client.readFleet(signal)).clusters.map(({ depth, health, healthReasons }) => [
        depth,
        health,
        healthReasons,
      ]),
    ).toEqual([
      ["summary", "unknown", []],
      ["complete", "unknown", ["It is still being created"]],
    ]);
  });

  it("keeps the good clusters beside one without a name that can be used, which counts as unreadable", async () => {
    const { fake, client } = startFireworks();
    const { clusters, ...rest } = fake.world();
    fake.world = () => ({ ...rest, clusters: [{ name: "" }, ...clusters] });
    const fleet = await client.readFleet(signal);
    expect(fleet.clusters).toHaveLength(2);
    expect(fleet.unreadable).toEqual([{ id: null, problem: "unexpected name" }]);
  });

  it("loses of a cluster with odd fields these alone, which it names", async () => {
    const { fake, client } = startFireworks();
    const { clusters, ...rest } = fake.world();
    fake.world = () => ({ ...rest, clusters: [odd, ...clusters] });
    const fleet = await client.readFleet(signal);
    expect(fleet.clusters[0]).toMatchObject({ providerClusterId: "odd", name: "Odd", status: "unknown" });
    expect(fleet.warnings).toEqual([
      "Fireworks sent values that Clusterdeck does not understand, so they are left out: createTime, state. All else is shown",
    ]);
  });

  it("reads the clusters of a key that may not list deployments, and says what that costs", async () => {
    const { fake, client } = startFireworks();
    fake.refused.add("deployments");
    const fleet = await client.readFleet(signal);
    expect(fleet.clusters[0]).toMatchObject({ health: "healthy", gpuCount: null, depth: "complete" });
    expect(fleet.warnings).toEqual([
      "This key may not list deployments, so on-demand deployments are not shown, and GPUs and the health of replicas are not known",
    ]);
  });

  it("asks a key for deployments that it may not list once an hour", async () => {
    const { fake, readAt, calls } = startFireworks();
    fake.refused.add("deployments");
    for (let minute = 0; minute < 60; minute += 1) await readAt(minute);
    expect(calls.filter((call) => call === "deployments")).toHaveLength(1);
    fake.refused.clear();
    expect((await readAt(60))[0]).toMatchObject({ gpuCount: 24 });
  });

  it("does without shards that the key may not read, says so once and asks once an hour", async () => {
    const { fake, client, readAt, calls } = startFireworks();
    withoutStats(fake);
    fake.refused.add("shards");
    for (let minute = 4; minute < 64; minute += 1) await readAt(minute);
    expect(calls.filter((call) => call.endsWith("/shards"))).toHaveLength(1);
    expect((await readAt(14))[0]).toMatchObject({ health: "degraded", depth: "complete" });
    expect((await client.readFleet(signal)).warnings).toEqual([
      "This key may not list the shards of deployments, so what replicas wait for may not be known",
    ]);
  });

  it("asks for the shards of ten deployments of a cluster at most", async () => {
    const { fake, readAt, calls } = startFireworks();
    const { deployments, ...rest } = fake.world();
    const [{ replicaStats: _, ...first } = {}] = deployments;
    const many = Array.from({ length: 100 }, (_, index) => ({ ...first, name: `accounts/a/deployments/d${index}` }));
    fake.world = () => ({ ...rest, deployments: many });
    expect((await readAt(0))[0]?.deployments).toHaveLength(100);
    expect(calls.filter((call) => call.endsWith("/shards"))).toHaveLength(10);
  });

  it("names a deployment that cannot be read, and takes a number that it cannot read for unknown, not for zero", async () => {
    const { fake, client } = startFireworks();
    const { deployments, ...rest } = fake.world();
    const numbers = { replicaCount: "two", replicaStats: { readyReplicaCount: [] } };
    fake.world = () => ({ ...rest, deployments: [...deployments, { name: "" }, { ...ON_DEMAND, ...numbers }] });
    const { clusters, warnings } = await client.readFleet(signal);
    expect(clusters.at(-1)).toMatchObject({ name: "d1", status: "unknown", gpuCount: null, rate: { billing: "full" } });
    expect(warnings).toEqual([
      "Deployment without a name could not be read: unexpected name",
      "Fireworks sent values that Clusterdeck does not understand, so they are left out: replicaCount, replicaStats. All else is shown",
    ]);
  });

  it("stops at pages that repeat, without concluding anything from what is missing", async () => {
    const { fake, client, calls } = startFireworks();
    fake.handle = async (request) => {
      calls.push(request.url);
      const cluster = clusterBody({ id: "a", displayName: "a", region: "us-east-1", state: "READY", createdAt: 0 });
      return Response.json(request.url.includes("/deployments") ? {} : { clusters: [cluster], nextPageToken: "again" });
    };
    const fleet = await client.readFleet(signal);
    expect(fleet).toMatchObject({ complete: false, clusters: [{ providerClusterId: "a" }] });
    expect(calls.filter((call) => call.includes("/clusters")).length).toBeLessThanOrEqual(4);
  });

  it("stops at pages that never end", async () => {
    const { fake, client } = startFireworks();
    let pages = 0;
    fake.handle = async (request) => {
      if (request.url.includes("/clusters")) pages += 1;
      return Response.json({ nextPageToken: String(pages) });
    };
    expect((await client.readFleet(signal)).complete).toBe(false);
    expect(pages).toBe(20);
  });

  it("lets a rate limit on deployments hold back the whole account", async () => {
    const { fake, client } = startFireworks();
    const { handle } = fake;
    fake.handle = async (request) =>
      request.url.includes("/deployments")
        ? new Response(null, { status: 429, headers: { "retry-after": "7" } })
        : handle(request);
    const error = await client.readFleet(signal).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ kind: "rate-limited", retryAfterMs: 7_000 });
  });
});

describe("details and connection details", () => {
  it("know when a cluster is gone", async () => {
    const { fake, client, readAt } = startFireworks();
    const [cluster] = await readAt(0);
    if (!cluster) return expect.fail("expected a cluster");
    fake.world = () => ({ clusters: [], deployments: [], shards: {}, quotas: [] });
    await client.readFleet(signal);
    expect(await client.readDetails?.(cluster, signal)).toBeNull();
  });

  it("keep the colon of the call for connection info", async () => {
    const { client, readAt, calls } = startFireworks();
    const [cluster] = await readAt(0);
    if (!cluster) return expect.fail("expected a cluster");
    expect((await client.readConnectionDetails?.(cluster, signal))?.kubernetes?.command).toBe(
      "aws eks update-kubeconfig --region us-east-1 --name fireworks-prod-us-east",
    );
    expect(calls.at(-1)).toBe("clusters/prod-us-east:getConnectionInfo");
  });
});

it.each([undefined, "", "accounts/my-team", "my team", "a/../b"])(
  "asks for the account's short name instead of %j",
  (accountId) => {
    const parsed = fireworks.parse({ apiKey: "k", accountId });
    expect(parsed).toMatchObject({
      ok: false,
      issues: [{ setting: "accountId", message: expect.stringContaining("short name") }],
    });
  },
);
