import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { deadlineIn } from "./deadline";
import { holdTerm } from "./held-term";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hold() {
  const clock = { pausedMs: 0, asleepMs: 0 };
  const onEnd = vi.fn();
  const deadline = (durationMs: number) =>
    deadlineIn(durationMs, {
      now: () => Date.now() + clock.pausedMs + clock.asleepMs,
      monotonic: () => performance.now() + clock.pausedMs,
    });
  const held = holdTerm({ lease: "x", epoch: 7 }, { trustedUntil: deadline(14_000), onEnd });
  return { clock, onEnd, ...held, trustFor: (durationMs: number) => held.trustUntil(deadline(durationMs)) };
}

it("ends by itself at the moment until which it is trusted, unless it is renewed before", async () => {
  const { term, trustFor, onEnd } = hold();
  await vi.advanceTimersByTimeAsync(5_000);
  trustFor(14_000);
  await vi.advanceTimersByTimeAsync(13_999);
  expect([term.isTrusted(), term.signal.aborted]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(1);
  expect([term.isTrusted(), term.signal.aborted, onEnd.mock.calls.length]).toEqual([false, true, 1]);
});

it("is not trusted after a pause of the process, in which no timer ran, and a late renewal does not revive it", () => {
  const { clock, term, trustFor } = hold();
  clock.pausedMs = 60_000;
  expect([term.isTrusted(), term.signal.aborted]).toEqual([false, false]);
  trustFor(14_000);
  expect([term.isTrusted(), term.signal.aborted]).toEqual([false, true]);
  clock.pausedMs = 0;
  expect(term.isTrusted()).toBe(false);
});

it("is not trusted after the machine has slept, which the monotonic clock may know nothing of", () => {
  const { clock, term, trustFor } = hold();
  clock.asleepMs = 14_000;
  expect(term.isTrusted()).toBe(false);
  trustFor(14_000);
  expect(term.signal.aborted).toBe(true);
});

it("lasts no longer where the clock is set back", async () => {
  const { clock, term } = hold();
  clock.asleepMs = -600_000;
  await vi.advanceTimersByTimeAsync(14_000);
  expect([term.isTrusted(), term.signal.aborted]).toEqual([false, true]);
});
