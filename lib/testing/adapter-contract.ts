import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { type FaultName, withFault } from "@/lib/server/demo/faults";
import { ProviderError } from "@/lib/server/providers/errors";
import { settingsOfFake } from "@/lib/server/providers/settings";
import type { Provider, ProviderClient, ProviderFake } from "@/lib/server/providers/spec";
import { httpOverFake } from "./http-over-fake";
import { readingSchema } from "./reading-schema";

const START = Date.UTC(2026, 10, 20, 15);
const signal = new AbortController().signal;

function fakeOf(provider: Provider): ProviderFake {
  return provider.createFake({ now: () => START + 90_000, startedAt: START, isUnlimited: true });
}

function connect(
  provider: Provider,
  fake: ProviderFake,
  apiKey = fake.apiKey,
  now = () => START + 90_000,
  sleep: (durationMs: number) => Promise<void> = async () => {},
): ProviderClient {
  const parsed = provider.parse(settingsOfFake(provider, { ...fake, apiKey }, `https://fake.test${fake.basePath}`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const basePath = new URL(parsed.baseUrl).pathname.replace(/\/$/, "");
  const http = httpOverFake(fake, now, basePath, { pace: provider.pace, sleep });
  return parsed.connect({ http, now });
}

/** The fake with every JSON answer rewritten: a provider that has changed overnight. */
function rewriting(fake: ProviderFake, rewrite: (answer: unknown) => unknown): ProviderFake & { requests: number } {
  const changed = {
    ...fake,
    requests: 0,
    handle: async (request: Request) => {
      changed.requests += 1;
      const response = await fake.handle(request);
      if (!response.ok || !isJson(response)) return response;
      return Response.json(rewrite(await response.json()), { headers: response.headers });
    },
  };
  return changed;
}

/** A log may be a stream that does not end. */
function isJson({ headers }: Response): boolean {
  return headers.get("content-type")?.includes("json") ?? false;
}

/** Every object inside, replaced from the inside out. */
function mapObjects(value: unknown, map: (object: Record<string, unknown>) => Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, map));
  if (typeof value !== "object" || value === null) return value;
  return map(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapObjects(inner, map)])));
}

async function failureOf(client: ProviderClient): Promise<ProviderError> {
  const error = await client.readFleet(signal).catch((reason: unknown) => reason);
  if (!(error instanceof ProviderError)) throw new Error(`No ProviderError, but ${String(error)}`);
  return error;
}

async function readEverything(client: ProviderClient) {
  const fleet = await client.readFleet(signal);
  const details = await Promise.all(
    fleet.clusters.map((cluster) =>
      cluster.depth === "summary" && client.readDetails ? client.readDetails(cluster, signal) : cluster,
    ),
  );
  return { fleet, clusters: details.filter((cluster) => cluster !== null) };
}

/** The on-demand reads of clusters, for each one that offers them. */
async function askEverything(client: ProviderClient, clusters: readonly ClusterReading[]) {
  const answers = clusters.flatMap((cluster) => [
    cluster.onDemand.includes("metrics") ? client.readMetrics?.(cluster, "24h", signal) : undefined,
    cluster.onDemand.includes("logs") ? client.readLogs?.(cluster, signal) : undefined,
    cluster.onDemand.includes("events") ? client.readEvents?.(cluster, signal) : undefined,
  ]);
  return Promise.all(answers.filter((answer) => answer !== undefined));
}

/** What every adapter must do, whatever its provider. */
export function describeAdapter(provider: Provider): void {
  describe(provider.label, () => {
    it("reads its fake's fleet, each reading bounded and whole", async () => {
      const { fleet, clusters } = await readEverything(connect(provider, fakeOf(provider)));
      expect(clusters.length).toBeGreaterThan(0);
      expect(fleet).toMatchObject({ complete: true, unreadable: [] });
      for (const cluster of clusters) expect(readingSchema.safeParse(cluster).error).toBeUndefined();
      expect(new Set(clusters.map(({ providerClusterId }) => providerClusterId)).size).toBe(clusters.length);
    });

    it("reports a refused key as such, and never quotes it", async () => {
      const error = await failureOf(connect(provider, fakeOf(provider), "wrong-key-CANARY"));
      expect(error.kind).toBe("auth");
      expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain("CANARY");
    });

    it.each([
      ["403", "forbidden"],
      ["429-seconds", "rate-limited"],
      ["500", "upstream"],
      ["html", "bad-response"],
      ["invalid", "bad-response"],
      ["empty", "bad-response"],
      ["truncated", "bad-response"],
      ["deep", "bad-response"],
    ] as const)("reports the fault %s as %s, in words that name it", async (fault: FaultName, kind) => {
      const fake = fakeOf(provider);
      const error = await failureOf(
        connect(
          provider,
          withFault(fake, () => fault),
        ),
      );
      expect(error.kind).toBe(kind);
      expect(error.message).toContain("The provider");
      expect(`${error.message}${error.stack}`).not.toContain(fake.apiKey);
      if (kind === "rate-limited") expect(error.retryAfterMs).toBe(5_000);
    });

    it("keeps to the provider's pace, whatever the number of its pages", async () => {
      const clock = { now: START };
      const now = () => clock.now;
      const fake = provider.createFake({ now, startedAt: START, fleet: { clusters: 30, nodesPerCluster: 3 } });
      const refused: number[] = [];
      const watched: ProviderFake = {
        ...fake,
        handle: async (request) => {
          const response = await fake.handle(request);
          if (!response.ok) refused.push(response.status);
          return response;
        },
      };
      const client = connect(provider, watched, fake.apiKey, now, async (ms) => {
        clock.now += ms;
      });
      for (let polls = 0; polls < 3; polls += 1) {
        expect((await client.readFleet(signal)).complete).toBe(true);
        clock.now += 15_000;
      }
      expect(refused).toEqual([]);
    });

    it("treats a state that it has never heard of as unknown, and never as healthy", async () => {
      const states = new Set(fakeOf(provider).wire.states);
      const fake = rewriting(fakeOf(provider), (answer) =>
        mapObjects(answer, (object) =>
          Object.fromEntries(
            Object.entries(object).map(([key, value]) => [
              key,
              states.has(key) && typeof value === "string" ? "BRAND_NEW" : value,
            ]),
          ),
        ),
      );
      const { clusters } = await readEverything(connect(provider, fake));
      expect(clusters.length).toBeGreaterThan(0);
      expect(clusters.filter(({ status, health }) => status !== "unknown" || health === "healthy")).toEqual([]);
    });

    it("drops every field it does not know", async () => {
      const fake = rewriting(fakeOf(provider), (answer) =>
        mapObjects(answer, (object) => ({ ...object, brandNew: { text: "CANARY" } })),
      );
      const client = connect(provider, fake);
      const { fleet, clusters } = await readEverything(client);
      const answers = await askEverything(client, clusters);
      expect(JSON.stringify([fleet, clusters, answers])).not.toContain("CANARY");
    });

    it("keeps the fake's planted secrets out of what it reads", async () => {
      const fake = fakeOf(provider);
      let hasSecrets = false;
      const watched = rewriting(fake, (answer) => {
        hasSecrets ||= JSON.stringify(answer).includes("CANARY");
        return answer;
      });
      const client = connect(provider, watched);
      const { fleet, clusters } = await readEverything(client);
      const answers = await askEverything(client, clusters);
      expect(hasSecrets).toBe(true);
      expect(JSON.stringify([fleet, clusters, answers])).not.toContain("CANARY");
    });

    const { clusterId = "id" } = fakeOf(provider).wire;
    it.skipIf(clusterId === null)(
      "loses only one cluster of the list to a broken item, which is named and unknown",
      async () => {
        const whole = await connect(provider, fakeOf(provider)).readFleet(signal);
        const victim = whole.clusters[0]?.providerClusterId ?? "";
        const isVictim = ({ [clusterId ?? "id"]: id, name }: Record<string, unknown>) =>
          String(id) === victim || (typeof name === "string" && name.endsWith(`/${victim}`));
        // Members stay unchanged: without them, nobody could tell which cluster the machines in a list belong to.
        const isKept = (key: string, value: unknown) => key === clusterId || key === "name" || Array.isArray(value);
        const fake = rewriting(fakeOf(provider), (answer) =>
          mapObjects(answer, (object) =>
            isVictim(object)
              ? Object.fromEntries(
                  Object.entries(object).map(([key, value]) => [key, isKept(key, value) ? value : [["broken"]]]),
                )
              : object,
          ),
        );
        const fleet = await connect(provider, fake).readFleet(signal);
        const others = (clusters: typeof fleet.clusters) =>
          clusters.filter(({ providerClusterId }) => providerClusterId !== victim);
        expect(others(fleet.clusters)).toEqual(others(whole.clusters));
        const unknown = fleet.clusters.filter(({ status, health }) => status === "unknown" && health === "unknown");
        const named = [
          ...fleet.unreadable.map(({ id }) => id),
          ...unknown.map(({ providerClusterId }) => providerClusterId),
        ];
        expect(named).toEqual([victim]);
      },
    );

    it("stops asking for pages that repeat for ever, and loses nothing", async () => {
      const { nextPage, ...wire } = fakeOf(provider).wire;
      const totals = new Set(wire.totals);
      const fake = rewriting(firstPageOnly(fakeOf(provider)), (answer) => {
        const endless = mapObjects(answer, (object) =>
          Object.fromEntries(Object.entries(object).map(([key, value]) => [key, totals.has(key) ? 1_000_000 : value])),
        );
        return nextPage !== null && typeof endless === "object" && !Array.isArray(endless)
          ? { ...endless, [nextPage]: "again" }
          : endless;
      });
      const whole = await connect(provider, fakeOf(provider)).readFleet(signal);
      const fleet = await connect(provider, fake).readFleet(signal);
      expect(fake.requests).toBeLessThan(60);
      expect(fleet.clusters).toEqual(whole.clusters);
    });
  });
}

/** Answers every request for a page with the first one. */
function firstPageOnly(fake: ProviderFake): ProviderFake {
  return {
    ...fake,
    handle: (request) => {
      if (request.method !== "GET") return fake.handle(request);
      const url = new URL(request.url);
      for (const parameter of fake.wire.pages) url.searchParams.delete(parameter);
      return fake.handle(new Request(url, { headers: request.headers, signal: request.signal }));
    },
  };
}
