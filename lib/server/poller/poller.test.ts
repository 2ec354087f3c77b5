import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleReading } from "@/lib/testing/example-reading";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { madeUpAccount } from "@/lib/testing/made-up-provider/made-up-account";
import { countsOf } from "@/lib/testing/prometheus/counts-of";
import type { AccountConfiguration } from "../configuration/configuration";
import { createSoleServer } from "../coordination/sole-server";
import type { RecordedPoll } from "../history/record/poll-recorder";
import { log } from "../log";
import { DIRECT } from "../outbound/outbound";
import { ProviderError } from "../providers/errors";
import type { FleetReading } from "../providers/spec";
import { createPoller } from "./poller";

const BY_ADA = { at: 1_000_000, by: "ada@example.org" };

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

function listOf(...ids: string[]): FleetReading {
  const clusters = ids.map((providerClusterId) => exampleReading({ providerClusterId, name: providerClusterId }));
  return { clusters, unreadable: [], warnings: [], complete: true };
}

function start(...accounts: AccountConfiguration[]) {
  const recorded: RecordedPoll[] = [];
  const poller = createPoller({
    ...{ rates: () => [], outbound: () => DIRECT, log: log(), join: (snapshot) => snapshot },
    recorder: { record: (poll) => recorded.push(poll) },
    ...{ leases: createSoleServer().leases, sharing: null, budgetRows: null, now: Date.now },
  });
  poller.setAccounts(accounts);
  return { poller, recorded };
}

/** Counts how often each of its readers is called. */
function counted(read: () => Promise<FleetReading> = async () => listOf("c1")) {
  const calls = { count: 0 };
  const readFleet = () => {
    calls.count += 1;
    return read();
  };
  return { calls, readFleet };
}

it("reads an account that is added at once, and forgets one that goes, whatever is still under way", async () => {
  const answer = Promise.withResolvers<FleetReading>();
  const slow = madeUpAccount(() => answer.promise, { id: "slow" });
  const { poller, recorded } = start(slow);
  await vi.advanceTimersByTimeAsync(300);
  const revision = poller.store.revision();
  expect(poller.setAccounts([madeUpAccount(async () => listOf("c1"))])).toEqual(["one"]);
  expect(poller.store.revision()).not.toBe(revision);
  expect(poller.store.accounts().map(({ id }) => id)).toEqual(["one"]);
  expect([...poller.accounts.keys()]).toEqual(["one"]);
  answer.resolve(listOf("late"));
  await vi.advanceTimersByTimeAsync(300);
  expect(poller.store.account("one")?.clusters.size).toBe(1);
  expect(poller.store.account("slow")).toBeNull();
  expect(recorded.map(({ accountId }) => accountId)).toEqual(["one"]);
  poller.stop();
});

it("keeps the readings of an account whose key changes, and reads it at once with the new one", async () => {
  const [old, renewed] = [counted(), counted()];
  const { poller } = start(madeUpAccount(old.readFleet));
  await vi.advanceTimersByTimeAsync(300);
  const changed = madeUpAccount(renewed.readFleet, { settings: { apiKey: "key-2" } });
  expect(poller.setAccounts([changed])).toEqual([]);
  expect(poller.store.account("one")).toMatchObject({ state: "starting", clusters: { size: 1 } });
  await vi.advanceTimersByTimeAsync(300);
  expect(poller.store.account("one")).toMatchObject({ state: "ok" });
  expect([old.calls.count, renewed.calls.count]).toEqual([1, 1]);
  poller.stop();
});

it("takes another label and interval without asking again, and is not late by the old interval", async () => {
  const { calls, readFleet } = counted();
  const { poller } = start(madeUpAccount(readFleet, { pollIntervalMs: HOUR_MS }));
  await vi.advanceTimersByTimeAsync(300);
  poller.setAccounts([madeUpAccount(readFleet, { label: "Research", pollIntervalMs: 10_000 })]);
  expect(poller.store.account("one")).toMatchObject({ label: "Research", state: "ok" });
  expect(calls.count).toBe(1);
  await vi.advanceTimersByTimeAsync(10_500);
  expect(calls.count).toBe(2);
  expect(poller.store.account("one")).toMatchObject({ label: "Research", pollIntervalMs: 10_000 });
  poller.stop();
});

it("asks nothing of a paused account, keeps what was read of it, and asks at once when it is resumed", async () => {
  const { calls, readFleet } = counted();
  const { poller, recorded } = start(madeUpAccount(readFleet));
  await vi.advanceTimersByTimeAsync(300);
  poller.setAccounts([madeUpAccount(readFleet, { paused: BY_ADA })]);
  const readAt = poller.store.account("one")?.lastSuccessAt;
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(poller.accounts.get("one")?.loop.refreshNow()).toEqual({ accepted: false, nextAttemptAt: null });
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect([calls.count, recorded.length]).toEqual([1, 1]);
  expect(poller.store.account("one")).toMatchObject({
    ...{ state: "paused", paused: BY_ADA, problem: null, nextAttemptAt: null, lastSuccessAt: readAt, canCreate: false },
    clusters: { size: 1 },
  });
  poller.setAccounts([madeUpAccount(readFleet)]);
  await vi.advanceTimersByTimeAsync(300);
  expect(calls.count).toBe(2);
  expect(poller.store.account("one")).toMatchObject({ state: "ok", paused: null });
  poller.stop();
});

it("waits as long as the provider asked for, also if the account was paused and resumed meanwhile", async () => {
  const limited = new ProviderError("rate-limited", "Too many requests.", { retryAfterMs: 5 * MINUTE_MS });
  const { calls, readFleet } = counted(() => Promise.reject(limited));
  const { poller } = start(madeUpAccount(readFleet));
  await vi.advanceTimersByTimeAsync(300);
  poller.setAccounts([madeUpAccount(readFleet, { paused: BY_ADA })]);
  poller.setAccounts([madeUpAccount(readFleet)]);
  await vi.advanceTimersByTimeAsync(4 * MINUTE_MS);
  expect(calls.count).toBe(1);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(calls.count).toBe(2);
  poller.stop();
});

it("goes on with the requests that an account has spent, unless its key is another", async () => {
  const { readFleet } = counted();
  const { poller } = start(madeUpAccount(readFleet));
  const before = poller.accounts.get("one")?.budget;
  poller.setAccounts([madeUpAccount(readFleet, { requestsPerMinute: 7 })]);
  expect(poller.accounts.get("one")?.budget).toBe(before);
  expect(before?.state().capacity).toBe(7);
  poller.setAccounts([madeUpAccount(readFleet, { requestsPerMinute: 7, settings: { apiKey: "key-2" } })]);
  expect(poller.accounts.get("one")?.budget).not.toBe(before);
  poller.stop();
});

it("counts readings by what came of them, and how long they took", async () => {
  forgetSingleton("meters");
  const failing = madeUpAccount(async () => Promise.reject(new ProviderError("auth", "The key is wrong.")), {
    id: "two",
  });
  const { poller } = start(
    madeUpAccount(async () => listOf("c1")),
    failing,
  );
  await vi.advanceTimersByTimeAsync(300);
  poller.stop();
  expect(await countsOf("clusterdeck_account_polls_total")).toEqual(
    expect.arrayContaining([
      ["one", "ok", 1],
      ["two", "auth", 1],
    ]),
  );
  const seconds = await countsOf("clusterdeck_account_poll_duration_seconds");
  expect(seconds).toEqual(
    expect.arrayContaining([
      ["+Inf", "one", 1],
      ["+Inf", "two", 1],
    ]),
  );
});
