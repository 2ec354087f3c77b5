import { beforeEach, expect, it } from "vitest";
import { fleetSchema } from "@/lib/contract/fleet";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { describeEachStore } from "@/lib/testing/stores";
import { type History, openHistory } from "../history/open-history";
import { ALL_CLUSTERS } from "../history/read/cluster-filter";
import { providers } from "../providers/registry";
import { settingsOfFake } from "../providers/settings";
import type { Provider } from "../providers/spec";
import { fleetView } from "../views/fleet/fleet-view";
import { MAX_MACHINES } from "./bounded-fleet";
import { createDetailRefusals } from "./details/detail-refusals";
import { initialSnapshot } from "./initial-snapshot";
import { pollOnce } from "./poll-once";
import { recordedPoll } from "./recorded-poll";
import { createRequestBudget } from "./request-budget";
import { steadyNow } from "./steady-clock";

const START = Date.UTC(2026, 10, 20, 15);
const NOW = START + 90_000;
const HOSTILE = "\0\ud83d\u0007\u202E\u200B\u2066<b>\udc00";
/** What no text that is stored or shown may contain: control characters, direction marks, lone surrogates. */
const UNSAFE = /[^\P{Cc}\t]|[\p{Cf}\p{Cs}]/u;

type Change = (key: string, value: unknown) => unknown;

function mapValues(value: unknown, change: Change, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => mapValues(item, change, key));
  if (typeof value !== "object" || value === null) return change(key, value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapValues(inner, change, name)]));
}

const isId = (key: string, value: unknown) =>
  /^(id|clusterId|cluster_id|node_id|uid|resource_id|cluster)$/.test(key) ||
  (key === "name" && String(value).includes("/"));
const isTime = (value: unknown) => /^\d{4}-\d\d-\d\dT/.test(String(value));

const ATTACKS: readonly [name: string, change: Change][] = [
  ["in every text but ids and times", (key, value) => (isId(key, value) || isTime(value) ? value : hostile(value))],
  ["in every text", (_, value) => hostile(value)],
  ["in every id", (key, value) => (isId(key, value) ? hostile(value) : value)],
  ["as ids without end", (key, value) => (isId(key, value) ? `${value}${"x".repeat(5_000)}` : value)],
  ["as texts without end", (key, value) => (isId(key, value) ? value : endless(value))],
  ["as numbers beyond what can be counted", (_, value) => (typeof value === "number" ? 9.1e15 : value)],
  ["as numbers below nothing", (_, value) => (typeof value === "number" ? -0 : value)],
  ["as times beyond the calendar", (_, value) => (isTime(value) ? "+099999-12-31T23:59:59Z" : value)],
];

function hostile(value: unknown): unknown {
  return typeof value === "string" ? `${HOSTILE}${value}${HOSTILE}` : value;
}

function endless(value: unknown): unknown {
  return typeof value === "string" ? `${value}${"😀".repeat(2_500)}` : value;
}

/** Whether an account may have several clusters: of the others, it is one. */
function listsClusters(provider: Provider): boolean {
  return provider.createFake({ now: () => NOW, startedAt: START }).wire.clusterId !== null;
}

async function pollWith(provider: Provider, change: Change) {
  const fake = provider.createFake({ now: () => NOW, startedAt: START, isUnlimited: true });
  const attacked = {
    ...fake,
    handle: async (request: Request) => {
      const response = await fake.handle(request);
      if (!response.ok) return response;
      return new Response(JSON.stringify(mapValues(await response.json(), change)), { headers: response.headers });
    },
  };
  const parsed = provider.parse(settingsOfFake(provider, fake, `https://fake.test${fake.basePath}`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const basePath = new URL(parsed.baseUrl).pathname.replace(/\/$/, "");
  const now = () => NOW;
  const client = parsed.connect({ http: httpOverFake(attacked, now, basePath), now });
  const before = initialSnapshot({ id: provider.id, label: provider.label, pollIntervalMs: 15_000, provider });
  const budget = createRequestBudget({ requestsPerMinute: null, now });
  const refusals = createDetailRefusals(now);
  const account = {
    client,
    budget,
    refusals,
    rates: [],
    now,
    steadyNow,
    room: () => MAX_MACHINES,
    fleet: () => [],
    configuredIntervalMs: 15_000,
  };
  const result = await pollOnce(account, before, 0, () => {}, new AbortController().signal);
  return { result, poll: recordedPoll(result, before) };
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value instanceof Map) return textsIn([...value]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

describeEachStore((newStore) => {
  let history: History;
  beforeEach(async () => {
    history = await openHistory(await newStore());
    return () => history.close();
  });

  it.each(ATTACKS)(
    "stores and shows whatever a provider may send: hostile characters and sizes %s",
    async (_, change) => {
      for (const provider of providers) {
        const { result, poll } = await pollWith(provider, change);
        expect(result.snapshot.problem?.detail ?? "").not.toContain("fault in Clusterdeck");
        expect(textsIn([...result.snapshot.clusters]).filter((text) => UNSAFE.test(text))).toEqual([]);
        expect(textsIn(result.snapshot.warnings).filter((text) => UNSAFE.test(text))).toEqual([]);
        if (poll === null) continue;
        expect(await history.recordPoll(poll)).toBe("recorded");
        await history.recordSamples(poll.samples);
        await history.recordProviderFigures(poll.figures);
        const view = await fleetView([result.snapshot], {
          now: NOW,
          demo: false,
          billingTimeZone: "UTC",
          summary: null,
        });
        expect(fleetSchema.parse(JSON.parse(JSON.stringify({ ...view.fleet, revision: "1" }))).clusters).toHaveLength(
          poll.clusters.length,
        );
      }
      const read = await history.loadLastReadings(0);
      expect(textsIn(read).filter((text) => UNSAFE.test(text))).toEqual([]);
      await history.sampleCosts([NOW, NOW + 365 * 86_400_000], "cluster", ALL_CLUSTERS);
    },
  );

  it("never confuses two clusters whose ids differ only in characters that cannot be stored", async () => {
    for (const provider of providers.filter(listsClusters)) {
      const whole = (await pollWith(provider, (_, value) => value)).poll;
      const seen = new Map<unknown, number>();
      const { result, poll } = await pollWith(provider, (key, value) => {
        if (!isId(key, value) || (typeof value !== "string" && typeof value !== "number")) return value;
        const id = String(value);
        const number = seen.get(id) ?? seen.size;
        seen.set(id, number);
        return `${id.slice(0, id.lastIndexOf("/") + 1)}same${"\0".repeat(number + 1)}`;
      });
      expect(whole?.clusters.length).toBeGreaterThan(1);
      expect(poll?.clusters ?? []).toEqual([]);
      expect(result.snapshot.warnings.join() + (result.snapshot.problem?.detail ?? "")).not.toBe("");
    }
  });
});
