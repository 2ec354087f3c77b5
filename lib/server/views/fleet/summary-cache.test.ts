import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createSummaryCache } from "./summary-cache";

beforeEach(() => {
  // It is read again at each full minute.
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A cache that looks for a history, and finds none. */
function start() {
  const looks = vi.fn(() => null);
  const handle = { current: looks, whenOpen: () => undefined, problem: () => null };
  const onChange = vi.fn();
  return { cache: createSummaryCache(handle, "UTC", { now: Date.now, onChange }), looks, onChange };
}

it("reads the history three seconds after the start, and then once a minute", async () => {
  const { cache, looks, onChange } = start();
  await vi.advanceTimersByTimeAsync(2_999);
  expect(looks).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(looks).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(117_000);
  expect(looks).toHaveBeenCalledTimes(3);
  expect(onChange).toHaveBeenCalledTimes(3);
  cache.stop();
});

it("reads it at once after a change, and every ten seconds while everything changes", async () => {
  const { cache, looks } = start();
  await vi.advanceTimersByTimeAsync(30_000);
  looks.mockClear();
  cache.refreshSoon();
  await vi.advanceTimersByTimeAsync(0);
  expect(looks).toHaveBeenCalledTimes(1);
  for (let second = 0; second < 25; second += 1) {
    cache.refreshSoon();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(looks).toHaveBeenCalledTimes(3);
  cache.stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(looks).toHaveBeenCalledTimes(3);
});
