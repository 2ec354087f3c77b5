import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { startDeadline } from "./deadline";

it("aborts with its caller, also with one who has already gone", () => {
  const caller = new AbortController();
  const early = startDeadline(60_000, caller.signal);
  expect(early.signal.aborted).toBe(false);
  caller.abort();
  const late = startDeadline(60_000, caller.signal);
  expect([early.signal.aborted, late.signal.aborted]).toEqual([true, true]);
  early.clear();
  late.clear();
});

it("leaves nothing on its caller's signal once cleared", () => {
  const { signal } = new AbortController();
  startDeadline(60_000, signal).clear();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
