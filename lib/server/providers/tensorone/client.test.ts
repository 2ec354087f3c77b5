import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { ProviderWindow } from "@/lib/domain/cluster/metrics";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
// The machines hold keys of other providers, and these are known once their providers are.
import "@/lib/server/providers/registry";
import type { FakeOptions } from "@/lib/server/providers/spec";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createTensorOneFake } from "./fake/fake";
import { tensorone } from "./index";
// One provider's machines may hold another's key.
import "../registry";

const STARTED_AT = Date.UTC(2026, 0, 2);
const signal = new AbortController().signal;

const WINDOW_MS = 60 * MINUTE_MS;

function start({ path = "/v1", fleet }: { path?: string } & Pick<FakeOptions, "fleet"> = {}) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const fake = createTensorOneFake({ now, startedAt: STARTED_AT, ...(fleet ? { fleet } : {}) });
  const asked: string[] = [];
  let refused = 0;
  const recorded = {
    ...fake,
    handle: async (request: Request) => {
      asked.push(new URL(request.url).pathname);
      const response = await fake.handle(request);
      if (response.status === 403) refused += 1;
      return response;
    },
  };
  const parsed = tensorone.parse({ apiKey: fake.apiKey, baseUrl: `https://fake.test${path}` });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const http = httpOverFake(recorded, now, new URL(parsed.baseUrl).pathname.replace(/\/$/, ""));
  const client = parsed.connect({ http, now });
  const readAll = async (minutes = 0) => {
    clock.now = STARTED_AT + minutes * MINUTE_MS;
    const { clusters } = await client.readFleet(signal);
    return Promise.all(clusters.map(async (summary) => (await client.readDetails?.(summary, signal)) ?? summary));
  };
  return { fake, client, asked, readAll, refused: () => refused };
}

describe("the demo fleet", () => {
  it("holds a healthy machine, one whose GPU complains at times, and a stopped one that still reports a rate", async () => {
    const { readAll } = start();
    const health = async (minutes: number) => (await readAll(minutes)).map(({ name, health }) => [name, health]);
    const calm = [
      ["dev-box-marie", "healthy"],
      ["rl-sandbox", "healthy"],
      ["vision-archive", "unknown"],
    ];
    expect(await health(0)).toEqual(calm);
    expect(await health(6)).toContainEqual(["rl-sandbox", "degraded"]);
    expect(await health(8)).toEqual(calm);
    expect((await readAll())[2]).toMatchObject({
      status: "stopped",
      rate: { usdMicrosPerHour: 140_000, billing: "unknown" },
    });
  });

  it("plants secrets of which none is read", async () => {
    const { fake, readAll } = start();
    const headers = { Authorization: `Bearer ${fake.apiKey}` };
    const response = await fake.handle(
      new Request("https://fake.test/v1/clusters/cls_9f8e7d?include_logs=true", { headers }),
    );
    expect((await response.text()).match(/CANARY/g)?.length).toBeGreaterThan(10);
    expect(JSON.stringify(await readAll())).not.toContain("CANARY");
  });
});

describe("performance", () => {
  const find = (clusters: readonly ClusterReading[], name: string) => {
    const cluster = clusters.find((candidate) => candidate.name === name);
    if (!cluster) throw new Error(`expected ${name}`);
    return cluster;
  };
  const readMetrics = async ({ client }: ReturnType<typeof start>, name: string, window: ProviderWindow = "1h") => {
    const metrics = await client.readMetrics?.(find((await client.readFleet(signal)).clusters, name), window, signal);
    if (!metrics) throw new Error("expected metrics");
    return metrics;
  };

  it("comes along with the details, with an alert while a GPU is hot", async () => {
    const { readAll } = start();
    const calm = find(await readAll(), "rl-sandbox");
    expect(calm.metrics.map(({ key }) => key)).toContain("gpu_temperature");
    expect([calm.metrics.length, calm.alerts]).toEqual([8, []]);
    const hot = find(await readAll(6), "rl-sandbox");
    expect(hot.metrics).toContainEqual(expect.objectContaining({ key: "gpu_temperature", value: 91, unit: "°C" }));
    expect(hot.alerts).toMatchObject([{ severity: "warning", title: "GPU 2 is hot: 91 °C" }]);
    expect(find(await readAll(), "vision-archive").metrics).toEqual([]);
  });

  it.each(["moments", "by-metric", "pairs", "parallel"] as const)("has a history that comes as %s", async (shape) => {
    const started = start();
    const plain = await readMetrics(started, "rl-sandbox");
    started.fake.historicalShape = shape;
    const { series, current, measuredAt } = await readMetrics(started, "rl-sandbox");
    expect(series.map(({ key }) => key)).toEqual(current.map(({ key }) => key));
    expect(series.map(({ unit }) => unit)).toEqual(current.map(({ unit }) => unit));
    for (const { points } of series) {
      expect(points.length).toBeGreaterThan(100);
      expect(points.every(([at]) => at > STARTED_AT - WINDOW_MS && at <= STARTED_AT)).toBe(true);
    }
    expect(series.map(({ points }) => points.map(([, value]) => value))).toEqual(
      plain.series.map(({ points }) => points.map(([, value]) => value)),
    );
    expect(measuredAt).toBe(STARTED_AT);
  });

  it("reaches as far back as is asked", async () => {
    const { series } = await readMetrics(start(), "rl-sandbox", "24h");
    const [first] = series[0]?.points ?? [];
    expect(first?.[0]).toBeLessThan(STARTED_AT - 23 * WINDOW_MS);
  });

  it("has current values only where no history is kept, and of v2", async () => {
    const silent = start();
    silent.fake.historicalShape = null;
    expect(await readMetrics(silent, "rl-sandbox")).toMatchObject({ series: [], current: { length: 8 } });
    const old = start();
    old.fake.speaks = "v2";
    const { clusters } = await old.client.readFleet(signal);
    expect(clusters[0]?.onDemand).toEqual(["metrics"]);
    const { current, series, alerts } = await readMetrics(old, "rl-sandbox");
    expect(current.map(({ key, unit }) => [key, unit])).toEqual(
      ["gpu_usage", "cpu_usage", "memory_usage", "disk_usage", "network_in", "network_out"].map((key) => [key, null]),
    );
    expect([series, alerts]).toEqual([[], []]);
  });

  it("costs a key without the permission nothing else: one sentence, and no second refusal within the hour", async () => {
    const { fake, client, readAll, refused } = start();
    fake.refuses = new Set(["metrics"]);
    const { clusters } = await client.readFleet(signal);
    const [first, second] = clusters;
    if (!first || !second) throw new Error("expected two clusters");
    expect(await client.readDetails?.(first, signal)).toMatchObject({
      depth: "complete",
      health: "healthy",
      metrics: [],
    });
    expect(await client.readDetails?.(second, signal)).toMatchObject({ depth: "complete", metrics: [] });
    expect(refused()).toBe(1);
    expect((await client.readFleet(signal)).warnings).toEqual([
      expect.stringMatching(/may not read .* metrics and costs/),
    ]);
    await expect(client.readMetrics?.(first, "1h", signal)).rejects.toMatchObject({ kind: "forbidden" });
    fake.refuses = new Set();
    expect(find(await readAll(61), "rl-sandbox").metrics).toHaveLength(8);
    expect((await client.readFleet(signal)).warnings).toEqual([]);
  });

  it("is asked for once in vain where a cluster is refused altogether, which says nothing of the others", async () => {
    const { fake, client, asked } = start();
    const { handle } = fake;
    const [first, second] = (await client.readFleet(signal)).clusters;
    if (!first || !second) throw new Error("expected two clusters");
    fake.handle = async (request) =>
      new URL(request.url).pathname.endsWith(first.providerClusterId)
        ? new Response(null, { status: 403 })
        : handle(request);
    for (let times = 0; times < 3; times += 1)
      await expect(client.readDetails?.(first, signal)).rejects.toMatchObject({ kind: "forbidden" });
    expect(asked.filter((path) => path.endsWith(first.providerClusterId))).toHaveLength(4);
    expect((await client.readFleet(signal)).warnings).toEqual([]);
    expect(await client.readDetails?.(second, signal)).toMatchObject({ depth: "complete" });
  });

  it("has logs of thousands of lines, newest last, without what is secret in them", async () => {
    const { client, fake } = start();
    const cluster = find((await client.readFleet(signal)).clusters, "rl-sandbox");
    const lines = (await client.readLogs?.(cluster, signal)) ?? [];
    expect(lines.length).toBeGreaterThan(3_000);
    const trace = lines.findIndex(({ text }) => text.startsWith("Traceback"));
    expect(lines.slice(trace, trace + 3)).toEqual(
      [
        "Traceback (most recent call last):",
        '  File "/workspace/train.py", line 214, in train',
        "    metrics = evaluate(model, loader)",
      ].map((text) => ({ at: lines[trace]?.at, level: "ERROR", text })),
    );
    expect(lines.at(-1)?.at).toBe(STARTED_AT);
    expect(lines[0]?.at).toBeLessThan(STARTED_AT - 3_000_000);
    expect(lines.filter(({ text }) => text.includes("CANARY"))).toEqual([]);
    fake.refuses = new Set(["logs"]);
    await expect(client.readLogs?.(cluster, signal)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("the client", () => {
  it("lists summaries and completes them by details", async () => {
    const { client, readAll } = start();
    const { clusters, complete } = await client.readFleet(signal);
    expect(clusters.map(({ depth }) => depth)).toEqual(["summary", "summary", "summary"]);
    expect(complete).toBe(true);
    expect((await readAll()).map(({ depth, nodes }) => [depth, nodes?.length])).toEqual(Array(3).fill(["complete", 1]));
  });

  it("has details that erase nothing of what the list says, and names what is odd in them", async () => {
    const { fake, client } = start();
    const [first] = (await client.readFleet(signal)).clusters;
    if (!first) throw new Error("expected a cluster");
    const { handle } = fake;
    const odd = { name: [], status: {}, configuration: { gpu_count: "eight" }, cost: { current_hourly_rate: 3 } };
    fake.handle = async (request) =>
      request.url.includes(first.providerClusterId) ? Response.json({ data: odd }) : handle(request);
    expect(await client.readDetails?.(first, signal)).toMatchObject({
      ...{ name: first.name, status: first.status, providerStatus: first.providerStatus },
      rate: { usdMicrosPerHour: 3_000_000 },
    });
    const { warnings } = await client.readFleet(signal);
    expect(warnings).toEqual([
      "TensorOne sent values that Clusterdeck does not understand, so they are left out: configuration.gpu_count, name, status. All else is shown",
    ]);
    fake.world = () => [];
    expect((await client.readFleet(signal)).warnings).toEqual([]);
  });

  it("has no details of a cluster that has gone", async () => {
    const { fake, client } = start();
    const [gone] = (await client.readFleet(signal)).clusters;
    if (!gone) throw new Error("expected a cluster");
    fake.world = () => [];
    expect(await client.readDetails?.(gone, signal)).toBeNull();
  });

  it("turns to v2 where there is no v1, and remembers it", async () => {
    const { fake, client, asked } = start();
    fake.speaks = "v2";
    const { clusters } = await client.readFleet(signal);
    await client.readFleet(signal);
    expect(clusters.map(({ depth, health }) => [depth, health])).toEqual(Array(3).fill(["complete", "unknown"]));
    expect(asked).toEqual(["/v1/clusters", "/v2/clusters", "/v2/clusters"]);
  });

  it.each([
    ["/v2", "/v2/clusters"],
    ["/gateway", "/gateway/clusters"],
    ["/gateway/v2", "/gateway/v2/clusters"],
  ])("keeps to a base URL that ends in %s", async (path, expected) => {
    const { fake, client, asked } = start({ path });
    fake.speaks = "v1";
    await expect(client.readFleet(signal)).rejects.toMatchObject({ kind: "not-found" });
    expect(asked).toEqual([expected]);
  });

  it("reads page after page, up to a bound that it admits", async () => {
    const small = await start({ fleet: { clusters: 250, nodesPerCluster: 1 } }).client.readFleet(signal);
    expect([small.clusters.length, small.complete]).toEqual([250, true]);
    const large = await start({ fleet: { clusters: 2_001, nodesPerCluster: 1 } }).client.readFleet(signal);
    expect([large.clusters.length, large.complete]).toEqual([2_000, false]);
    expect(large.warnings).toEqual(["Only the first 2,000 clusters of this account are read"]);
  });

  it("keeps the good clusters beside one without an id", async () => {
    const { fake, client } = start();
    const [first, ...others] = fake.world();
    if (!first) throw new Error("expected a cluster");
    fake.world = () => [{ ...first, id: "" }, ...others];
    const { clusters, unreadable } = await client.readFleet(signal);
    expect(clusters).toHaveLength(2);
    expect(unreadable).toEqual([{ id: null, problem: "unexpected id" }]);
  });

  it("is limited after the plan's reads of an hour, until the next", async () => {
    const { fake, client, readAll } = start();
    fake.hourlyReads = 1;
    await client.readFleet(signal);
    await expect(client.readFleet(signal)).rejects.toMatchObject({ kind: "rate-limited" });
    fake.hourlyReads = 10;
    expect(await readAll(61)).toHaveLength(3);
  });

  it("is told its limit with every answer", async () => {
    const { fake } = start();
    const headers = { Authorization: `Bearer ${fake.apiKey}` };
    const response = await fake.handle(new Request("https://fake.test/v1/clusters", { headers }));
    expect(tensorone.readRateLimit?.(response.headers, STARTED_AT)).toEqual({
      limit: 100,
      remaining: 99,
      resetAt: STARTED_AT + 60 * MINUTE_MS,
    });
  });
});
