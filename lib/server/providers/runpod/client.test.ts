import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { createGate } from "@/lib/server/providers/http/gate";
import { createProviderHttp } from "@/lib/server/providers/http/http";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createRunPodFake } from "./fake/fake";
import { runpod } from "./index";

const STARTED_AT = Date.UTC(2026, 0, 2);
const { signal } = new AbortController();

function start({ baseUrl = "https://fake.test/v2", isUnlimited = true } = {}) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const fake = createRunPodFake({ now, startedAt: STARTED_AT, isUnlimited });
  const calls: string[] = [];
  const { handle } = fake;
  fake.handle = (request) => {
    const { pathname, search } = new URL(request.url);
    calls.push(`${pathname}${search}`);
    return handle(request);
  };
  const parsed = runpod.parse({ apiKey: fake.apiKey, baseUrl });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const budget = { hasRoom: () => true };
  const http = httpOverFake(fake, now, new URL(parsed.baseUrl).pathname, { hasRoom: () => budget.hasRoom() });
  const client = parsed.connect({ http, now });
  return { fake, clock, calls, client, budget, read: () => client.readFleet(signal) };
}

const beside = (calls: readonly string[]) => calls.filter((call) => call.startsWith("/v2/billing"));

describe("the client", () => {
  it.each(["https://api.runpod.io", "https://api.runpod.io/v2", "https://api.runpod.io/v2/"])(
    "reads everything with two calls below %s",
    async (baseUrl) => {
      const { calls, read } = start({ baseUrl });
      const { clusters, complete, unreadable } = await read();
      expect(clusters.map(({ name, nodes }) => [name, nodes?.length])).toEqual([
        ["pretrain-mamba", 4],
        ["sdxl-lora", 1],
      ]);
      expect([complete, unreadable]).toEqual([true, []]);
      expect(calls.slice(0, 2)).toEqual(["/v2/clusters", "/v2/pods?includeClusterPods=true"]);
      expect(calls.length).toBe(2 + beside(calls).length);
    },
  );

  it("asks once an hour what was billed, since its oldest cluster, and adds that to the next reading", async () => {
    const { clock, calls, read } = start();
    expect((await read()).accrued).toBeUndefined();
    await expect.poll(() => beside(calls)).toHaveLength(2);
    const { accrued, clusters } = await read();
    // Six days of four pods at $23.92, and what the price per hour leaves out.
    const hours = (6 * DAY_MS) / HOUR_MS;
    expect(accrued?.get(clusters[0]?.providerClusterId ?? "")).toBeCloseTo((4 * 23.94 + 0.05) * hours * 1e6, -3);
    expect(accrued?.size).toBe(2);
    expect(beside(calls)[0]).toBe("/v2/billing/pods?bucketSize=year&startTime=2025-12-27T00%3A00%3A00.000Z");
    clock.now += HOUR_MS - 1;
    await read();
    expect(beside(calls)).toHaveLength(2);
    clock.now += 2;
    await read();
    await expect.poll(() => beside(calls)).toHaveLength(4);
  });

  it("says which permission a key lacks, while polls go on and when it is added", async () => {
    const { fake, calls, client, read } = start();
    expect(await client.readKeyNotes?.(signal)).toEqual([]);
    fake.refuses = new Set(["/billing"]);
    await read();
    await expect.poll(() => beside(calls).length).toBeGreaterThan(1);
    expect((await read()).warnings).toEqual([expect.stringMatching(/^This key may not read what RunPod has billed/)]);
    fake.refuses = new Set(["/billing", "/clusters"]);
    expect(await client.readKeyNotes?.(signal)).toEqual([
      "This key may not read clusters at RunPod",
      "This key may not read what was billed at RunPod",
    ]);
  });

  it("keeps names while clusters cannot be read, and tells how many pods there are while those cannot", async () => {
    const { fake, read } = start();
    const whole = await read();
    fake.refuses = new Set(["/clusters"]);
    const fromPods = await read();
    expect(fromPods.clusters.map(({ name, status }) => [name, status])).toEqual(
      whole.clusters.map(({ name, status }) => [name, status]),
    );
    expect(fromPods.complete).toBe(false);
    fake.refuses = new Set(["/pods"]);
    const { clusters, complete, warnings } = await read();
    expect(clusters).toMatchObject([{ name: "pretrain-mamba", status: "running", health: "healthy", nodes: null }]);
    expect([complete, warnings[0]]).toEqual([false, expect.stringMatching(/^Pods could not be read, only clusters: /)]);
  });

  it("fails where both lists do, or one fails for the whole account", async () => {
    const { fake, read } = start();
    fake.refuses = new Set(["/pods", "/clusters"]);
    await expect(read()).rejects.toMatchObject({ kind: "forbidden" });
    const { handle } = fake;
    fake.refuses = new Set();
    fake.handle = async (request) =>
      request.url.includes("/clusters") ? new Response("", { status: 500 }) : handle(request);
    // Before the first whole reading, nobody knows what the pods' clusters are called.
    await expect(read()).rejects.toMatchObject({ kind: "upstream" });
  });

  it("is limited as the provider says, by the window that was used up", async () => {
    const { clock, read } = start({ isUnlimited: false });
    clock.now += 10_000;
    for (let poll = 0; poll < 28; poll += 1) await read();
    const failure = await Promise.all([read(), read(), read()]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "rate-limited", retryAfterMs: 50_000 });
    clock.now += MINUTE_MS;
    expect((await read()).complete).toBe(true);
  });
});

describe("logs", () => {
  it("are those of all pods in the order of time, scrubbed, from streams that stay open", async () => {
    const { clock, calls, client, read } = start();
    clock.now += MINUTE_MS;
    const [cluster, pod] = (await read()).clusters;
    if (!cluster || !pod) return expect.fail("expected two clusters");
    const lines = await client.readLogs?.(cluster, signal);
    expect(lines?.length).toBe(4 * 500);
    expect(lines?.at(-1)?.text).toMatch(/^pretrain-mamba-\d: step \d+ loss \d/);
    const inOrder = [0, 1, 2, 3].map((rank) => `pretrain-mamba-${rank}`);
    expect(lines?.slice(-4).map(({ text }) => text.slice(0, 16))).toEqual(inOrder);
    const again = await client.readLogs?.(cluster, signal);
    expect(again?.slice(-4).map(({ text }) => text.slice(0, 16))).toEqual(inOrder);
    expect(lines?.map(({ at }) => at)).toEqual(lines?.map(({ at }) => at).toSorted());
    expect(JSON.stringify(lines)).not.toContain("CANARY");
    expect(calls.filter((call) => call.includes("/logs")).slice(0, 4)).toEqual(
      cluster.nodes?.map(({ id }) => `/v2/pods/${id}/logs?tail=500`),
    );
    expect((await client.readLogs?.(pod, signal))?.at(-1)?.text).toMatch(/^step /);
  });

  it("of pods for which there are no requests left are read in turn, and shown as they were read last", async () => {
    const { budget, calls, client, read } = start();
    const [cluster] = (await read()).clusters;
    if (!cluster) return expect.fail("expected a cluster");
    budget.hasRoom = () => false;
    calls.length = 0;
    await client.readLogs?.(cluster, signal);
    const lines = await client.readLogs?.(cluster, signal);
    const asked = calls.flatMap((call) => /pods\/([^/]+)\/logs/.exec(call)?.[1] ?? []);
    expect(asked).toEqual(cluster.nodes?.slice(0, 2).map(({ id }) => id));
    expect(new Set(lines?.map(({ text }) => text.split(":")[0]))).toEqual(
      new Set(["pretrain-mamba-0", "pretrain-mamba-1"]),
    );
  });

  it("end when RunPod's answer is no log, with an error that quotes nothing of it", async () => {
    const { fake, client, read } = start();
    const [, pod] = (await read()).clusters;
    if (!pod) return expect.fail("expected a pod");
    fake.refuses = new Set(["/pods/"]);
    await expect(client.readLogs?.(pod, signal)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(client.readLogs?.(pod, signal)).rejects.not.toMatchObject({
      message: expect.stringContaining("CANARY"),
    });
  });
});

it("learns its limits from every answer, of which the tightest counts", async () => {
  const clock = { now: STARTED_AT + 30_000 };
  const fake = createRunPodFake({ now: () => clock.now, startedAt: STARTED_AT });
  const learned: unknown[] = [];
  const http = createProviderHttp({
    ...{ providerLabel: "RunPod", baseUrl: "https://fake.test/v2", now: () => clock.now, random: () => 0 },
    ...{ sleep: async () => {}, onRequest: () => {}, hasRoom: () => false, sharedGate: createGate(4) },
    onHeaders: (headers) => learned.push(runpod.readRateLimit?.(headers, clock.now)),
    outbound: {
      send: (url, { method, headers }) => fake.handle(new Request(url, { method, headers })),
      proxyNameFor: () => null,
    },
  });
  const parsed = runpod.parse({ apiKey: fake.apiKey });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  await parsed.connect({ http, now: () => clock.now }).readFleet(signal);
  expect(learned.at(-1)).toEqual({ limit: 50_000, remaining: 49_998, resetAt: STARTED_AT + DAY_MS });
});
