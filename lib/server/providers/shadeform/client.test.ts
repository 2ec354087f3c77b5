import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createShadeformFake } from "./fake/fake";
import { shadeform } from "./index";

const STARTED_AT = Date.UTC(2026, 0, 2);
const signal = new AbortController().signal;

function start({ key, fleet }: { key?: string; fleet?: { clusters: number; nodesPerCluster: number } } = {}) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const fake = createShadeformFake({ now, startedAt: STARTED_AT, ...(fleet ? { fleet } : {}) });
  const baseUrl = `http://127.0.0.1${fake.basePath}`;
  const parsed = shadeform.parse({ apiKey: key ?? fake.apiKey, baseUrl });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const client = parsed.connect({ http: httpOverFake(fake, now), now });
  const readAt = async (minutes: number) => {
    clock.now = STARTED_AT + minutes * MINUTE_MS;
    return (await client.readFleet(signal)).clusters;
  };
  return { fake, client, readAt };
}

function named(clusters: ClusterReading[], name: string): ClusterReading {
  const cluster = clusters.find((candidate) => candidate.name === name);
  if (!cluster) throw new Error(`expected ${name} in the fleet`);
  return cluster;
}

describe("the demo fleet", () => {
  it("holds five clusters with twenty nodes", async () => {
    const clusters = await start().readAt(5);
    expect(clusters).toHaveLength(5);
    expect(clusters.flatMap(({ nodes }) => nodes ?? [])).toHaveLength(20);
    expect(clusters.map(({ health }) => health)).toEqual(Array(5).fill("healthy"));
  });

  it("boots a cluster, deletes it and replaces it", async () => {
    const { readAt } = start();
    const at = async (minutes: number) => named(await readAt(minutes), "finetune-mixtral");
    const first = await at(0);
    expect(first).toMatchObject({ status: "provisioning", health: "unknown" });
    expect((await at(3)).nodes?.map(({ status }) => status)).toEqual([
      "running",
      "running",
      "provisioning",
      "provisioning",
    ]);
    expect(await at(4)).toMatchObject({ status: "running", health: "healthy" });
    expect(await at(10)).toMatchObject({ status: "terminating", rate: { usdMicrosPerHour: 0 } });
    expect((await at(12)).providerClusterId).not.toBe(first.providerClusterId);
  });

  it("changes a price every seven minutes", async () => {
    const { readAt } = start();
    const at = async (minutes: number) => named(await readAt(minutes), "batch-embeddings").rate.usdMicrosPerHour;
    expect([await at(0), await at(7), await at(14)]).toEqual([11_880_000, 9_360_000, 11_880_000]);
  });

  it("plants secrets of which none is read", async () => {
    const { fake, readAt } = start();
    expect(JSON.stringify(fake.world()).match(/CANARY/g)?.length).toBeGreaterThan(100);
    expect(JSON.stringify(await readAt(0))).not.toContain("CANARY");
  });

  it("is replaced by a uniform one of any size", async () => {
    const clusters = await start({ fleet: { clusters: 3, nodesPerCluster: 2 } }).readAt(1);
    expect(clusters.map(({ status, nodes }) => [status, nodes?.length])).toEqual(Array(3).fill(["running", 2]));
    expect(new Set(clusters.map(({ providerClusterId }) => providerClusterId)).size).toBe(3);
  });
});

describe("the client", () => {
  it("reads what a test made of the world, the good beside the bad", async () => {
    const { fake, client } = start();
    const world = fake.world();
    fake.world = () => ({ clusters: [{ id: {} }, { id: "odd", instances: 7 }, ...world.clusters], instances: [] });
    const { clusters, unreadable, complete, warnings } = await client.readFleet(signal);
    expect(clusters).toHaveLength(5);
    expect(unreadable).toEqual([{ id: null, problem: "unexpected id" }]);
    expect(complete).toBe(true);
    expect(warnings).toEqual([
      "Shadeform sent values that Clusterdeck does not understand, so they are left out: instances. All else is shown",
    ]);
  });

  describe("of which one list fails", () => {
    const failing = (path: string, status: number) => {
      const started = start();
      const { handle } = started.fake;
      const state = { fails: true };
      started.fake.handle = async (request) =>
        state.fails && new URL(request.url).pathname.endsWith(path) ? Response.json({}, { status }) : handle(request);
      return { ...started, state };
    };

    it("shows the other, with a remark, and conclude nothing from what is not there", async () => {
      const { client } = failing("/instances", 500);
      const fleet = await client.readFleet(signal);
      expect([fleet.clusters.length, fleet.complete]).toEqual([4, false]);
      expect(fleet.warnings[0]).toMatch(/^Single machines could not be read, only clusters: /);
    });

    it("does not make clusters of a cluster's machines", async () => {
      const { client, state } = failing("/clusters", 500);
      await expect(client.readFleet(signal)).rejects.toMatchObject({ kind: "upstream" });
      state.fails = false;
      const whole = await client.readFleet(signal);
      state.fails = true;
      const { clusters, complete } = await client.readFleet(signal);
      expect(clusters.length).toBeLessThan(whole.clusters.length);
      expect(clusters.every(({ nodes }) => nodes?.length === 1)).toBe(true);
      expect(complete).toBe(false);
    });

    it.each([
      [401, "auth"],
      [429, "rate-limited"],
    ])("fails with %d, which concerns the account", async (status, kind) => {
      const { client } = failing("/instances", status);
      await expect(client.readFleet(signal)).rejects.toMatchObject({ kind });
    });
  });

  it("learns from one more call per machine when it deletes itself", async () => {
    const { readAt } = start();
    expect(named(await readAt(1), "notebook-jonas").limits).toEqual([]);
    await expect.poll(async () => named(await readAt(1), "notebook-jonas").limits).toHaveLength(3);
    const [atMoment, atAmount] = named(await readAt(1), "notebook-jonas").limits;
    expect(atMoment).toMatchObject({ action: "delete", at: STARTED_AT + 20 * 60 * MINUTE_MS });
    expect(atAmount).toMatchObject({ action: "delete", spendUsdMicros: 250_000_000, spentUsdMicros: 41_000_000 });
  });

  it("learns the limits of a cluster's machines, too, a few with each poll", async () => {
    const { readAt } = start();
    const limits = async () => named(await readAt(1), "eval-sweep").limits;
    await expect.poll(limits).toEqual([expect.objectContaining({ action: "delete", node: "eval-sweep-2" })]);
  });

  it("reads what could be rented now", async () => {
    const offers = await start().client.readOffers?.(signal);
    expect(offers?.length).toBeGreaterThan(5);
    expect(offers?.map(({ cloud }) => cloud)).not.toContain("crusoe");
    expect(JSON.stringify(offers)).not.toContain("CANARY");
  });

  it("is refused with a wrong key", async () => {
    await expect(start({ key: "wrong" }).client.readFleet(signal)).rejects.toMatchObject({ kind: "auth" });
  });
});
