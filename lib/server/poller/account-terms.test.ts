import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { Leases, Term } from "../coordination/leases";
import { createAccountTerms } from "./account-terms";
import { createLatestReading } from "./shared/latest-reading";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Leases of which this server gets each as soon as it wants it, and how often it has. */
function freeLeases() {
  const held = new Map<string, AbortController>();
  let taken = 0;
  const leases: Leases = {
    want: (lease, onTerm) => {
      const ending = new AbortController();
      const term: Term = { lease, epoch: ++taken, isTrusted: () => !ending.signal.aborted, signal: ending.signal };
      held.set(lease, ending);
      onTerm(term);
      return async () => {
        held.delete(lease);
        ending.abort();
      };
    },
  };
  return { leases, isHeld: () => held.size > 0, taken: () => taken };
}

function start() {
  const store = { isBroken: true };
  const lines: string[] = [];
  const read = async () => {
    if (store.isBroken) throw new Error("no such column");
    return null;
  };
  const latest = createLatestReading({
    readings: { current: () => ({ read }), problem: () => null, whenOpen: () => {} },
    sleep: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
    log: { info: (line: string) => lines.push(line), warn: (_: object, line?: string) => lines.push(line ?? "") },
  });
  const free = freeLeases();
  const begun: string[] = [];
  const terms = createAccountTerms({
    ...{ leases: free.leases, sharing: { latest }, onTerm: (accountId: string) => begun.push(accountId) },
    finish: async () => {},
  });
  terms.want(["acme"]);
  return { ...free, terms, store, lines, begun };
}

it("gives an account back that it cannot go on with, so that another server may, and takes it again later", async () => {
  const { terms, store, lines, begun, isHeld, taken } = start();
  await vi.advanceTimersByTimeAsync(8_000);
  expect(isHeld()).toBe(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(isHeld()).toBe(false);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(taken()).toBeGreaterThan(2);
  expect(lines).toEqual(["What was read of an account could not be looked up"]);
  store.isBroken = false;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect([isHeld(), begun, terms.current("acme")?.isTrusted()]).toEqual([true, ["acme"], true]);
  expect(lines).toEqual([expect.anything(), "What was read of accounts can be looked up again"]);
});

it("does not take an account again that was removed meanwhile", async () => {
  const { terms, store, isHeld, taken } = start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(isHeld()).toBe(false);
  const before = taken();
  terms.want([]);
  store.isBroken = false;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect([isHeld(), taken()]).toEqual([false, before]);
});
