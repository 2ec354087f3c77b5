import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { holdTerm } from "./held-term";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hold() {
  const clock = { pausedMs: 0 };
  const startedAt = performance.now();
  const onEnd = vi.fn();
  const monotonic = () => performance.now() - startedAt + clock.pausedMs;
  return { clock, onEnd, ...holdTerm({ lease: "x", epoch: 7 }, { monotonic, trustedUntilMs: 14_000, onEnd }) };
}

it("ends by itself at the moment until which it is trusted, unless it is renewed before", async () => {
  const { term, trustUntil, onEnd } = hold();
  await vi.advanceTimersByTimeAsync(5_000);
  trustUntil(19_000);
  await vi.advanceTimersByTimeAsync(13_999);
  expect([term.isTrusted(), term.signal.aborted]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(1);
  expect([term.isTrusted(), term.signal.aborted, onEnd.mock.calls.length]).toEqual([false, true, 1]);
});

it("is not trusted after a pause of the process, in which no timer ran, and a late renewal does not revive it", () => {
  const { clock, term, trustUntil } = hold();
  clock.pausedMs = 60_000;
  expect([term.isTrusted(), term.signal.aborted]).toEqual([false, false]);
  trustUntil(120_000);
  expect([term.isTrusted(), term.signal.aborted]).toEqual([false, true]);
  clock.pausedMs = 0;
  expect(term.isTrusted()).toBe(false);
});
