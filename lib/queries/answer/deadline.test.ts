import { afterEach, expect, it, vi } from "vitest";
import { startDeadline } from "./deadline";

afterEach(() => vi.useRealTimers());

it("aborts when the time is up, and says that it was that", () => {
  vi.useFakeTimers();
  const deadline = startDeadline(1_000);
  vi.advanceTimersByTime(999);
  expect(deadline.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect([deadline.signal.aborted, deadline.hasPassed()]).toEqual([true, true]);
});

it("aborts with the other signal, for its reason, also if that was aborted before", () => {
  const other = new AbortController();
  const deadline = startDeadline(1_000, other.signal);
  other.abort("gone");
  expect([deadline.signal.reason, deadline.hasPassed()]).toEqual(["gone", false]);
  expect(startDeadline(1_000, other.signal).signal.aborted).toBe(true);
  deadline.end();
});

it("leaves no timer behind", () => {
  vi.useFakeTimers();
  startDeadline(1_000).end();
  expect(vi.getTimerCount()).toBe(0);
});
