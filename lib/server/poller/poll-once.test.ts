import { describe, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { exampleReading } from "@/lib/testing/example-reading";
import { ProviderError } from "../providers/errors";
import type { ProviderClient } from "../providers/spec";
import type { AccountSnapshot } from "./account-snapshot";
import { MAX_MACHINES } from "./bounded-fleet";
import { createDetailRefusals } from "./details/detail-refusals";
import { initialSnapshot } from "./initial-snapshot";
import { pollOnce } from "./poll-once";
import { createRequestBudget } from "./request-budget";

const initial = initialSnapshot({
  id: "acme",
  label: "Acme",
  provider: { id: "acme", label: "Acme" },
  pollIntervalMs: 15_000,
});

function listOf(...clusters: ClusterReading[]) {
  return async () => ({ clusters, unreadable: [], warnings: [], complete: true });
}

function polled(
  client: ProviderClient,
  previous = initial,
  { failuresInARow = 0, requestsPerMinute = 1_000, requestsPerDetail = 1, refused = "", readingMs = 0 } = {},
) {
  const budget = createRequestBudget({ requestsPerMinute, now: () => 50_000 });
  const counted: ProviderClient = {
    readFleet: (signal) => {
      budget.spend();
      steadyMs += readingMs;
      return client.readFleet(signal);
    },
    ...(client.readDetails && {
      readDetails: (cluster, signal) => {
        for (let request = 0; request < requestsPerDetail; request += 1) budget.spend();
        return client.readDetails?.(cluster, signal) ?? Promise.resolve(null);
      },
    }),
  };
  const now = () => 50_000;
  let steadyMs = 0;
  const refusals = createDetailRefusals(now);
  if (refused !== "") refusals.add(refused);
  const account = {
    configuredIntervalMs: 15_000,
    client: counted,
    budget,
    refusals,
    rates: [],
    now,
    steadyNow: () => ({ process: "this", ms: steadyMs }),
    room: () => MAX_MACHINES,
    fleet: () => [],
  };
  const published: AccountSnapshot[] = [];
  const result = pollOnce(
    account,
    previous,
    failuresInARow,
    (next) => published.push(next),
    new AbortController().signal,
  );
  return result.then((poll) => ({ ...poll, published }));
}

const refuse = (error: Error) => async () => {
  throw error;
};

describe("a poll that fails", () => {
  it("keeps every reading, with its age, and says what has been wrong and since when", async () => {
    const { snapshot: good } = await polled({ readFleet: listOf(exampleReading()) });
    const { snapshot } = await polled({ readFleet: refuse(new ProviderError("timeout", "Acme was silent.")) }, good);
    expect(snapshot.clusters).toBe(good.clusters);
    expect(snapshot).toMatchObject({
      state: "failing",
      problem: { code: "timeout", detail: "Acme was silent.", since: 50_000 },
    });
    const again = await polled(
      { readFleet: refuse(new ProviderError("timeout", "Acme was silent.")) },
      {
        ...snapshot,
        problem: { code: "timeout", detail: "Acme was silent.", since: 7 },
      },
    );
    expect(again.snapshot.problem?.since).toBe(7);
  });

  it("is limited, not failing, when the provider asks for a pause, and observes that pause", async () => {
    const limit = new ProviderError("rate-limited", "Slow down.", { retryAfterMs: 30_000 });
    const result = await polled({ readFleet: refuse(limit) });
    expect(result).toMatchObject({ snapshot: { state: "limited" }, delayMs: 30_000, isDelayBinding: true });
  });

  it("does not show the text of an adapter's own error, which may quote an answer", async () => {
    const { snapshot } = await polled({ readFleet: refuse(new TypeError("cannot read CANARY of undefined")) });
    expect(snapshot.problem?.code).toBe("bad-response");
    expect(JSON.stringify(snapshot)).not.toContain("CANARY");
  });
});

describe("details", () => {
  const summary = (id: string) => exampleReading({ providerClusterId: id, name: id, depth: "summary", gpuCount: null });

  it("are shown after the list, and complete it", async () => {
    const readDetails = async (cluster: ClusterReading) => ({ ...cluster, gpuCount: 32 });
    const { snapshot, published } = await polled({ readFleet: listOf(summary("a")), readDetails });
    expect(published[0]?.clusters.get("a")?.reading.gpuCount).toBeNull();
    expect(snapshot.clusters.get("a")?.reading.gpuCount).toBe(32);
  });

  it("that fail for one cluster affect only that cluster, which a warning names", async () => {
    const readDetails = async (cluster: ClusterReading) => {
      if (cluster.name === "bad") throw new ProviderError("timeout", "Acme was silent.");
      return { ...cluster, gpuCount: 32 };
    };
    const { snapshot } = await polled({ readFleet: listOf(summary("bad"), summary("good")), readDetails });
    expect(snapshot.clusters.get("good")?.reading.gpuCount).toBe(32);
    expect(snapshot).toMatchObject({ state: "ok", warnings: ["bad: Acme was silent."] });
  });

  it("stay within the request budget and read clusters never read first, then the oldest", async () => {
    const asked: string[] = [];
    const readDetails = async (cluster: ClusterReading) => {
      asked.push(cluster.name);
      return cluster;
    };
    const fleet = { readFleet: listOf(..."abcd".split("").map(summary)), readDetails };
    const first = await polled(fleet, initial, { requestsPerMinute: 8 });
    expect(asked).toEqual(["a", "b"]);
    asked.length = 0;
    await polled(fleet, first.snapshot, { requestsPerMinute: 8 });
    expect(asked).toEqual(["c", "d"]);
  });

  it("that take several requests each are counted accordingly", async () => {
    const asked: string[] = [];
    const readDetails = async (cluster: ClusterReading) => {
      asked.push(cluster.name);
      return cluster;
    };
    const names = Array.from({ length: 40 }, (_, index) => `c${index}`);
    const limits = { requestsPerMinute: 60, requestsPerDetail: 10 };
    await polled({ readFleet: listOf(...names.map(summary)), readDetails }, initial, limits);
    expect(asked).toHaveLength(4);
  });

  it("are never more than four at once", async () => {
    let inFlight = 0;
    let max = 0;
    const readDetails = async (cluster: ClusterReading) => {
      inFlight += 1;
      max = Math.max(max, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
      return cluster;
    };
    const names = Array.from({ length: 20 }, (_, index) => `c${index}`);
    await polled({ readFleet: listOf(...names.map(summary)), readDetails });
    expect(max).toBe(4);
  });

  it("no longer waits for details that the key may not read", async () => {
    const reading = summary("a");
    const dated = { reading, observedAt: 9_000, statusSince: 5_000, statusMayBeOlder: false, missed: null };
    const details = { reading, readAt: 9_000, isRestored: true } as const;
    const before = { ...initial, clusters: new Map([["a", { ...dated, details, isRestored: true as const }]]) };
    const client = { readFleet: listOf(reading), readDetails: async () => null };
    const waiting = await polled({ ...client, readDetails: refuse(new ProviderError("forbidden", "No.")) }, before);
    expect(waiting.snapshot.clusters.get("a")).toMatchObject({ details: { isRestored: true } });
    const { snapshot } = await polled(client, before, { refused: "a" });
    expect(snapshot.clusters.get("a")?.details).toEqual({ reading, readAt: 9_000 });
    expect(snapshot.clusters.get("a")?.isRestored).toBeUndefined();
  });

  it("that meet a rate limit make the account limited, and keep what was read", async () => {
    const limit = new ProviderError("rate-limited", "Slow down.", { retryAfterMs: 9_000 });
    const { snapshot } = await polled({ readFleet: listOf(summary("a")), readDetails: refuse(limit) });
    expect(snapshot.state).toBe("limited");
    expect(snapshot.clusters.has("a")).toBe(true);
  });
});

it("reads again after 5 s while something is being made", async () => {
  const making = await polled({ readFleet: listOf(exampleReading({ status: "provisioning" })) });
  const settled = await polled({ readFleet: listOf(exampleReading()) });
  expect([making.delayMs, settled.delayMs]).toEqual([5_000, 15_000]);
  expect(making.snapshot.pollIntervalMs).toBe(15_000);
});

it("counts its interval from its start, so that many pages do not make readings rarer", async () => {
  const { delayMs, snapshot } = await polled({ readFleet: listOf(exampleReading()) }, initial, {
    ...{ requestsPerMinute: 1, readingMs: 45_000 },
  });
  expect([delayMs, snapshot.pollIntervalMs]).toEqual([15_000, 60_000]);
});

it("says so when the request budget slows it down", async () => {
  const { snapshot } = await polled({ readFleet: listOf(exampleReading()) }, initial, { requestsPerMinute: 2 });
  expect(snapshot.pollIntervalMs).toBe(30_000);
  expect(snapshot.warnings.join()).toContain("every 30 s instead of every 15 s");
});
