import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exampleReading } from "@/lib/testing/example-reading";
import { createSoleServer } from "../coordination/sole-server";
import { ProviderError } from "../providers/errors";
import type { FleetReading } from "../providers/spec";
import { startAccountLoop } from "./account-loop";
import type { AccountSnapshot } from "./account-snapshot";
import { MAX_MACHINES } from "./bounded-fleet";
import { createDetailRefusals } from "./details/detail-refusals";
import { initialSnapshot } from "./initial-snapshot";
import { createRequestBudget } from "./request-budget";
import { steadyNow } from "./steady-clock";

const fleet: FleetReading = { clusters: [exampleReading()], unreadable: [], warnings: [], complete: true };

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

function startLoop(readFleet: (signal: AbortSignal) => Promise<FleetReading>) {
  const snapshots: AccountSnapshot[] = [];
  const crashes: unknown[] = [];
  const polls = { count: 0 };
  const client = {
    readFleet: (signal: AbortSignal) => {
      polls.count += 1;
      return readFleet(signal);
    },
  };
  const budget = createRequestBudget({ requestsPerMinute: null, now: Date.now });
  const refusals = createDetailRefusals(Date.now);
  const account = {
    client,
    budget,
    refusals,
    now: Date.now,
    steadyNow,
    room: () => MAX_MACHINES,
    fleet: () => [],
    configuredIntervalMs: 15_000,
    rates: [],
  };
  const initial = initialSnapshot({
    id: "acme",
    label: "Acme",
    provider: { id: "acme", label: "Acme" },
    pollIntervalMs: 15_000,
  });
  const loop = startAccountLoop(account, initial, {
    random: () => 0.5,
    publish: (snapshot) => snapshots.push(snapshot),
    onPolled: () => undefined,
    onCrash: (error) => crashes.push(error),
    wantRefresh: () => undefined,
  });
  createSoleServer().leases.want("account:acme", (term) => loop.lead(term, null));
  return { loop, polls, crashes, latest: () => snapshots.at(-1) };
}

it("polls at the interval and says when the next poll is", async () => {
  const { loop, polls, latest } = startLoop(async () => fleet);
  await vi.advanceTimersByTimeAsync(200);
  expect(polls.count).toBe(1);
  // After the timer's 125 ms, and the turn of the event loop between reading and tracking, which takes 1 ms here.
  expect(latest()?.nextAttemptAt).toBe(1_000_126 + 15_000);
  await vi.advanceTimersByTimeAsync(45_000);
  expect(polls.count).toBe(4);
  loop.stop();
});

it("finishes the poll under way and begins no other one before the next term", async () => {
  const { promise, resolve } = Promise.withResolvers<FleetReading>();
  const { loop, polls, latest } = startLoop(() => promise);
  await vi.advanceTimersByTimeAsync(200);
  const finished = vi.fn();
  void loop.finish().then(finished);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(finished).not.toHaveBeenCalled();
  resolve(fleet);
  await vi.advanceTimersByTimeAsync(60_000);
  loop.refreshNow();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([finished.mock.calls.length, polls.count, latest()?.clusters.size]).toEqual([1, 1, 1]);
  createSoleServer().leases.want("account:acme", (term) => loop.lead(term, null));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(polls.count).toBe(2);
  loop.stop();
});

it("adds what was known before the start, also while a poll is under way that began without it", async () => {
  const { promise, resolve } = Promise.withResolvers<FleetReading>();
  const { loop, latest } = startLoop(() => promise);
  await vi.advanceTimersByTimeAsync(200);
  const reading = exampleReading({ providerClusterId: "c0" });
  const stored = { observedAt: 900_000, statusSince: 900_000, statusMayBeOlder: false, goneAt: null };
  loop.restore([{ accountId: "acme", reading, ...stored }]);
  expect([...(latest()?.clusters.keys() ?? [])]).toEqual(["c0"]);
  resolve(fleet);
  await vi.advanceTimersByTimeAsync(200);
  expect([...(latest()?.clusters.keys() ?? [])].sort()).toEqual(["c0", "c1"]);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(latest()?.clusters.get("c0")?.missed).toMatchObject({ polls: 1 });
  loop.stop();
});

it("never runs two polls at once, however slow the provider is", async () => {
  const { loop, polls } = startLoop(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(200);
  expect(loop.refreshNow()).toMatchObject({ accepted: true });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(polls.count).toBe(1);
  loop.stop();
});

it("lets people refresh every five seconds, all of them together", async () => {
  const { loop, polls } = startLoop(async () => fleet);
  await vi.advanceTimersByTimeAsync(200);
  expect(loop.refreshNow().accepted).toBe(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([loop.refreshNow().accepted, loop.refreshNow().accepted]).toEqual([true, true]);
  await vi.advanceTimersByTimeAsync(100);
  expect(polls.count).toBe(2);
  loop.stop();
});

it("sends nothing until a Retry-After has passed, whoever presses refresh", async () => {
  const { loop, polls, latest } = startLoop(async () => {
    throw new ProviderError("rate-limited", "Slow down.", { retryAfterMs: 120_000 });
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(loop.refreshNow()).toEqual({ accepted: false, nextAttemptAt: latest()?.nextAttemptAt });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(polls.count).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(polls.count).toBe(2);
  loop.stop();
});

it("recovers by itself, and forgets the problem", async () => {
  let isDown = true;
  const { loop, latest } = startLoop(async () => {
    if (isDown) throw new ProviderError("unreachable", "Refused.");
    return fleet;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(latest()?.problem?.code).toBe("unreachable");
  isDown = false;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(latest()).toMatchObject({ state: "ok", problem: null });
  loop.stop();
});

it("sends nothing after it was stopped, and does not count the abandoned poll as a failure", async () => {
  const { loop, polls, crashes, latest } = startLoop(
    (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );
  await vi.advanceTimersByTimeAsync(200);
  loop.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([polls.count, crashes.length, latest()]).toEqual([1, 0, undefined]);
});

describe("a cluster that was just created", () => {
  const created = exampleReading({ providerClusterId: "new", name: "new", status: "provisioning" });

  it("is shown at once and outlives two lists that do not name it yet, but not a third", async () => {
    const { loop, latest } = startLoop(async () => fleet);
    await vi.advanceTimersByTimeAsync(200);
    expect(loop.add(created)).toMatchObject({ reading: created, observedAt: 1_000_200, statusSince: 1_000_200 });
    expect([...(latest()?.clusters.keys() ?? [])].sort()).toEqual(["c1", "new"]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(latest()?.clusters.get("new")).toMatchObject({ observedAt: 1_000_200, missed: { polls: 2 } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(latest()?.clusters.has("new")).toBe(false);
    expect(latest()?.gone.get("new")?.reading.status).toBe("terminated");
    loop.stop();
  });

  it("survives a poll that was under way: its list is older, and does not count", async () => {
    const list = Promise.withResolvers<FleetReading>();
    const { loop, latest } = startLoop(() => list.promise);
    await vi.advanceTimersByTimeAsync(200);
    loop.add(created);
    list.resolve(fleet);
    await vi.advanceTimersByTimeAsync(100);
    expect(latest()?.clusters.get("new")).toMatchObject({ missed: null });
    expect(latest()?.clusters.has("c1")).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(latest()?.clusters.has("new")).toBe(false);
    loop.stop();
  });

  it("is what the next list says of it", async () => {
    const ready = { ...created, status: "running" as const };
    const { loop, latest } = startLoop(async () => ({ ...fleet, clusters: [ready] }));
    loop.add(created);
    await vi.advanceTimersByTimeAsync(200);
    expect(latest()?.clusters.get("new")).toMatchObject({ reading: { status: "running" }, missed: null });
    loop.stop();
  });

  it("is no longer gone if it reuses the id of one that is", async () => {
    const lists = [[created], [], [], []];
    const { loop, latest } = startLoop(async () => ({ ...fleet, clusters: lists.shift() ?? [] }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(latest()?.gone.has("new")).toBe(true);
    loop.add(created);
    expect([latest()?.clusters.has("new"), latest()?.gone.has("new")]).toEqual([true, false]);
    loop.stop();
  });
});

describe("a term of which others may have taken over", () => {
  it("allows no further call of a poll under way, and none of a later one, before its end is known", async () => {
    const calls: AbortSignal[] = [];
    const { loop, polls } = startLoop((signal) => {
      calls.push(signal);
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    let isTrusted = true;
    loop.lead({ lease: "l", epoch: 2, isTrusted: () => isTrusted, signal: new AbortController().signal }, null);
    await vi.advanceTimersByTimeAsync(200);
    loop.requireTrust();
    expect(calls.map(({ aborted }) => aborted)).toEqual([false]);
    isTrusted = false;
    loop.requireTrust();
    expect(calls.map(({ aborted }) => aborted)).toEqual([true]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(polls.count).toBe(1);
    isTrusted = true;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(polls.count).toBe(2);
    loop.stop();
  });

  it("is not kept by a term that lasts longer than it", () => {
    const { signal } = new AbortController();
    const { loop } = startLoop(async () => fleet);
    loop.lead({ lease: "l", epoch: 2, isTrusted: () => true, signal }, null);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    loop.stop();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
