import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_RULES } from "@/lib/domain/alerts/rule";
import { ACCOUNT_STATES, CLUSTER_STATUSES, HEALTHS } from "@/lib/domain/cluster/cluster";
import { usdMicros } from "@/lib/domain/money/cost";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { parseExposition } from "@/lib/testing/prometheus/parse-exposition";
import { HAS_PROMTOOL, promtool, WITHOUT_PROMTOOL } from "@/lib/testing/prometheus/promtool";
import { meters } from "../meters";
import type { AccountSnapshot, TrackedCluster } from "../poller/account-snapshot";
import { createFleetStore } from "../poller/fleet-store";
import { initialSnapshot } from "../poller/initial-snapshot";
import { type LiveFacts, type Scrape, writeExposition } from "./exposition";
import { createFleetParts } from "./fleet-parts";

const NOW = Date.UTC(2026, 10, 20, 15);
const PLAIN: Scrape = { format: "prometheus", hasNodes: false, coding: "identity" };

beforeEach(() => {
  for (const name of ["meters", "watched-process"]) forgetSingleton(name);
});

function tracked(reading: Parameters<typeof exampleReading>[0], changes: Partial<TrackedCluster> = {}): TrackedCluster {
  const track = { statusSince: NOW - 60 * MINUTE_MS, statusMayBeOlder: false, missed: null, details: null };
  return { ...track, observedAt: NOW, reading: exampleReading(reading), ...changes };
}

function account(
  id: string,
  clusters: readonly TrackedCluster[],
  changes: Partial<AccountSnapshot> = {},
): AccountSnapshot {
  return {
    ...initialSnapshot({ id, label: `Our ${id}`, provider: { id: "acme", label: "Acme" }, pollIntervalMs: 15_000 }),
    ...{ state: "ok", lastSuccessAt: NOW, lastAttemptAt: NOW, nextAttemptAt: NOW + 15_000 },
    clusters: new Map(clusters.map((cluster) => [cluster.reading.providerClusterId, cluster])),
    ...changes,
  };
}

const TRAIN = tracked({
  ...{ providerClusterId: "c1", name: 'train "1"', region: { id: "eu-1", label: "Europe" }, cloud: "denvr" },
  nodes: [exampleNode({ id: "n1", role: "worker" }), exampleNode({ id: "n2", status: "unknown", health: "unhealthy" })],
});
const UNKNOWN = tracked({
  ...{ providerClusterId: "c2", name: "dark", status: "unknown", health: "unknown" },
  ...{ gpuModel: null, gpuCount: null, nodes: null, rate: UNKNOWN_RATE },
});
const FLEET = [
  account("lab", [TRAIN, UNKNOWN], {
    billing: { balanceUsdMicros: usdMicros(90_500_000), suspension: null, quotas: [], readAt: NOW },
  }),
  initialSnapshot({ id: "new", label: "New", provider: { id: "acme", label: "Acme" }, pollIntervalMs: 15_000 }),
];

const PREPAID = account("prepaid", [tracked({ gpuModel: "H200" })], {
  billing: { balanceUsdMicros: usdMicros(150_000_000), suspension: null, quotas: [], readAt: NOW },
});

const FACTS: LiveFacts = {
  build: { version: "1.2.3", commit: "abc1234" },
  accounts: [
    { id: "lab", isLed: true, budget: { remaining: 41, horizonMs: MINUTE_MS } },
    { id: "new", isLed: false, budget: { remaining: 60, horizonMs: MINUTE_MS } },
  ],
  spends: [
    { id: "all", spent: usdMicros(1_250_000), forecast: usdMicros(9_000_000), limit: null },
    { id: "account lab", spent: usdMicros(1_000_000), forecast: null, limit: usdMicros(5_000_000) },
  ],
  alerts: {
    open: [{ rule: "cluster-down", severity: "critical", state: "firing" }],
    rules: DEFAULT_RULES,
    channelIds: ["ops"],
  },
};

/** Scrapes of a fleet that can be changed. */
function scraping(fleet: readonly AccountSnapshot[] = FLEET) {
  const clock = { now: NOW };
  const store = createFleetStore(fleet);
  const made = { fleets: 0 };
  const counted = { revision: store.revision, accounts: () => [...store.accounts(), ...countMaking()] };
  const countMaking = () => {
    made.fleets += 1;
    return [];
  };
  const parts = createFleetParts({
    ...{ fleet: counted, now: () => clock.now },
    reachableNodes: () => new Map([["n1", true]]),
  });
  const scrape = async (asked: Partial<Scrape> = {}) =>
    Buffer.from(await writeExposition(parts(), FACTS, { ...PLAIN, ...asked }));
  const read = async (asked: Partial<Scrape> = {}) => {
    const { format } = { ...PLAIN, ...asked };
    return parseExposition((await scrape(asked)).toString(), format);
  };
  /** The values of a family, by the labels of each series. */
  const valuesOf = async (name: string, asked: Partial<Scrape> = {}) => {
    const family = (await read(asked)).find((one) => one.name === `clusterdeck_${name}`);
    return (family?.samples ?? []).map(({ labels, value }) => [...Object.values(labels), value]);
  };
  return { clock, store, made, scrape, read, valuesOf };
}

/** Without what Node says of the process, which is different each time. */
function ownPart(text: string): string {
  return text.replaceAll(/^(# \w+ )?(nodejs|process)_.*\n/gm, "");
}

describe.each(["prometheus", "openmetrics"] as const)("a scrape in the format of %s", (format) => {
  it("says what is known of a fleet, as in the fixture: `--update` rewrites it", async () => {
    meters().countPoll({ account: "lab", outcome: "ok", seconds: 0.3 });
    meters().countPoll({ account: "left the fleet", outcome: "ok", seconds: 1 });
    meters().countNotification({ channel: "ops", outcome: "delivered" });
    meters().countRequest({ route: "/api/clusters/{clusterId}", method: "GET", status: 404, seconds: 0.004 });
    meters().countRequest({ route: "/api/clusters", method: "GET", status: 304, seconds: null });
    const text = (await scraping([...FLEET, PREPAID]).scrape({ format, hasNodes: true })).toString();
    parseExposition(text, format);
    await expect(ownPart(text)).toMatchFileSnapshot(`fixtures/example-fleet.${format}.txt`);
    expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
  });

  it("is the same, compressed or not", async () => {
    const { scrape } = scraping();
    const sizes = await Promise.all(
      [false, true].map(async (hasNodes) => {
        const plain = ownPart((await scrape({ format, hasNodes })).toString());
        expect(ownPart(gunzipSync(await scrape({ format, hasNodes, coding: "gzip" })).toString())).toBe(plain);
        return plain.length;
      }),
    );
    expect(sizes[1]).toBeGreaterThan(sizes[0] ?? 0);
  });
});

it.skipIf(!HAS_PROMTOOL)(`is what Prometheus itself accepts${WITHOUT_PROMTOOL}`, async () => {
  const hostile = `\\ " \n \ud83d ${"x".repeat(1_000)} \u202e {a="b"} # EOF`;
  const fleet = [account("lab", [tracked({ name: hostile, gpuModel: hostile, cloud: hostile })], { label: hostile })];
  for (const { scrape } of [scraping(), scraping(fleet), scraping([])])
    expect(promtool(["check", "metrics"], (await scrape({ hasNodes: true })).toString())).toBe("");
  expect(promtool(["check", "metrics"], "no metrics")).not.toBe("");
});

it("has exactly one true state in each set", async () => {
  const { read } = scraping();
  const sets = [
    ["account_state", "state", ACCOUNT_STATES],
    ["cluster_status", "status", CLUSTER_STATUSES],
    ["cluster_health", "health", HEALTHS],
  ] as const;
  const families = await read();
  for (const [name, label, states] of sets) {
    const samples = families.find((one) => one.name === `clusterdeck_${name}`)?.samples ?? [];
    const subjects = Map.groupBy(samples, ({ labels: { [label]: _, ...subject } }) => JSON.stringify(subject));
    expect(subjects.size).toBe(2);
    for (const own of subjects.values()) {
      expect(own.map(({ labels }) => labels[label])).toEqual([...states]);
      expect(own.filter(({ value }) => value === 1)).toHaveLength(1);
    }
  }
});

it("leaves out what is unknown, which is not zero", async () => {
  const { valuesOf } = scraping();
  expect(await valuesOf("cluster_rate_dollars_per_hour")).toEqual([["lab~c1", "reported", 15]]);
  expect(await valuesOf("cluster_unpriced")).toEqual([
    ["lab~c1", 0],
    ["lab~c2", 1],
  ]);
  expect(await valuesOf("cluster_gpus")).toEqual([["lab~c1", 8]]);
  expect((await valuesOf("cluster_nodes")).map(([cluster]) => cluster)).toEqual(Array(4).fill("lab~c1"));
  expect(await valuesOf("account_last_success_timestamp_seconds")).toEqual([["lab", NOW / 1_000]]);
  expect(await valuesOf("wallet_empty_timestamp_seconds")).toEqual([]);
  expect(await valuesOf("node_up", { hasNodes: true })).toEqual([["lab~c1", "n1", 1]]);
  expect(await valuesOf("node_reachable", { hasNodes: true })).toEqual([["lab~c1", "n1", 1]]);
});

it("has a price in another currency in no series of dollars", async () => {
  const foreign = { ...UNKNOWN_RATE, billing: "full", foreign: { amount: "2.35", currency: "EUR" } } as const;
  const { valuesOf } = scraping([account("lab", [tracked({ rate: foreign })])]);
  expect(await valuesOf("cluster_rate_dollars_per_hour")).toEqual([]);
  expect(await valuesOf("cluster_unpriced")).toEqual([["lab~c1", 1]]);
});

it("says nothing of since when a status may have been older than its first reading", async () => {
  const { valuesOf } = scraping([
    account("lab", [
      tracked({ providerClusterId: "c1" }),
      tracked({ providerClusterId: "c2" }, { statusMayBeOlder: true }),
    ]),
  ]);
  const since = (NOW - 60 * MINUTE_MS) / 1_000;
  expect(await valuesOf("cluster_status_since_timestamp_seconds")).toEqual([["lab~c1", since]]);
});

it("has as the cost of a cluster what is charged, whatever price its provider also names", async () => {
  const rate = { ...TRAIN.reading.rate, billing: "none" } as const;
  const { valuesOf } = scraping([account("lab", [tracked({ rate })])]);
  expect(await valuesOf("cluster_rate_dollars_per_hour")).toEqual([["lab~c1", "reported", 0]]);
});

it("counts from 0 what can be counted, so that the first failure is a rise, and nothing of channels that are gone", async () => {
  const { valuesOf } = scraping();
  const polls = Object.fromEntries(
    (await valuesOf("account_polls_total")).map(([, outcome, count]) => [outcome, count]),
  );
  expect(polls).toMatchObject({ ok: 0, auth: 0, timeout: 0 });
  expect(await valuesOf("notifications_total")).toEqual([
    ["ops", "delivered", 0],
    ["ops", "retried", 0],
    ["ops", "failed", 0],
  ]);
  for (const channel of ["ops", "gone"]) meters().countNotification({ channel, outcome: "failed" });
  expect((await valuesOf("notifications_total")).at(-1)).toEqual(["ops", "failed", 1]);
});

it("counts a machine that two accounts show in one of them", async () => {
  const nodes = [exampleNode({ machineIds: ["acme:1"] }), exampleNode({ id: "n2" })];
  const { valuesOf } = scraping([
    account("owner", [tracked({ machineIds: ["acme:1"], nodes: [exampleNode({ machineIds: ["acme:1"] })] })]),
    account("view", [tracked({ nodes, gpuCount: 16, seenAs: "orchestrator" })]),
  ]);
  expect(await valuesOf("cluster_gpus")).toEqual([
    ["owner~c1", 8],
    ["view~c1", 8],
  ]);
  const healthy = (await valuesOf("cluster_nodes")).filter(([, health]) => health === "healthy");
  expect(healthy).toEqual([
    ["owner~c1", "healthy", 1],
    ["view~c1", "healthy", 1],
  ]);
});

it("keeps the values of an old reading, and says how old it is", async () => {
  const { clock, valuesOf } = scraping();
  expect(await valuesOf("cluster_fresh")).toEqual([
    ["lab~c1", 1],
    ["lab~c2", 1],
  ]);
  clock.now = NOW + 10 * MINUTE_MS;
  expect(await valuesOf("cluster_fresh")).toEqual([
    ["lab~c1", 0],
    ["lab~c2", 0],
  ]);
  expect((await valuesOf("cluster_observed_timestamp_seconds"))[0]).toEqual(["lab~c1", NOW / 1_000]);
  expect(await valuesOf("cluster_gpus")).toEqual([["lab~c1", 8]]);
});

it("has no series of a cluster that has gone, nor of an account", async () => {
  const { store, scrape } = scraping();
  store.publish(account("lab", [TRAIN], { gone: new Map([["c2", UNKNOWN]]) }));
  const text = (await scrape({ hasNodes: true })).toString();
  expect(text).toContain("lab~c1");
  expect(text).not.toContain("lab~c2");
  store.setAccounts(["new"], []);
  expect((await scrape({ hasNodes: true })).toString()).not.toContain("lab~");
});

it("makes the fleet's series once for all scrapes until the fleet is another, or time alone makes a reading old", async () => {
  const { clock, store, made, scrape } = scraping();
  for (const format of ["prometheus", "openmetrics"] as const)
    for (const coding of ["gzip", "identity"] as const)
      for (const hasNodes of [true, false]) await scrape({ format, coding, hasNodes });
  expect(made.fleets).toBe(1);
  store.publish(account("lab", [TRAIN]));
  await Promise.all([scrape(), scrape()]);
  expect(made.fleets).toBe(2);
  clock.now += 10 * MINUTE_MS;
  await scrape();
  await scrape();
  expect(made.fleets).toBe(3);
});
