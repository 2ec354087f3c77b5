import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { afterHistory } from "./after-history";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start(recording: Promise<void>, reading: Promise<void>) {
  const tell = vi.fn();
  const sleep = (durationMs: number) => new Promise<void>((resolve) => setTimeout(resolve, durationMs));
  void afterHistory({ recorder: { idle: () => recording }, summary: { idle: () => reading }, sleep }, tell)();
  return tell;
}

it("tells of a change a quarter of a second later if the history has followed by then", async () => {
  const tell = start(Promise.resolve(), Promise.resolve());
  await vi.advanceTimersByTimeAsync(249);
  expect(tell).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(tell).toHaveBeenCalledTimes(1);
});

it("waits for a poll to be recorded and for the history to be read, but no longer than half a second", async () => {
  const [recording, reading] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const tell = start(recording.promise, reading.promise);
  await vi.advanceTimersByTimeAsync(400);
  recording.resolve();
  await vi.advanceTimersByTimeAsync(100);
  expect(tell).not.toHaveBeenCalled();
  reading.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(tell).toHaveBeenCalledTimes(1);

  const never = start(new Promise(() => {}), Promise.resolve());
  await vi.advanceTimersByTimeAsync(749);
  expect(never).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(never).toHaveBeenCalledTimes(1);
});
