import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HOUR_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { startHourlyUpkeep } from "./hourly-upkeep";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Upkeep of a store that is open already. */
function upkeepOf(work: (signal: AbortSignal) => Promise<void>) {
  const failures: unknown[] = [];
  const handle = {
    current: () => "store",
    problem: () => null,
    whenOpen: (run: (opened: string) => void) => run("store"),
  };
  const upkeep = startHourlyUpkeep(handle, (_, signal) => work(signal), {
    firstAfterMs: 10 * SECOND_MS,
    onError: (error) => failures.push(error),
  });
  return { upkeep, failures };
}

it("works soon after the store is open and then every hour, whether or not it failed", async () => {
  let times = 0;
  const { upkeep, failures } = upkeepOf(async () => {
    times += 1;
    if (times === 2) throw new Error("the disk is full");
  });
  await vi.advanceTimersByTimeAsync(9 * SECOND_MS);
  expect(times).toBe(0);
  await vi.advanceTimersByTimeAsync(SECOND_MS);
  expect(times).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(times).toBe(3);
  expect(failures).toEqual([new Error("the disk is full")]);
  await upkeep.stop();
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(times).toBe(3);
});

it("stops once its present work has ended, which is told to, and is no failure", async () => {
  const ended: string[] = [];
  const { upkeep, failures } = upkeepOf(
    (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          ended.push("work");
          reject(signal.reason);
        });
      }),
  );
  await vi.advanceTimersByTimeAsync(10 * SECOND_MS);
  await upkeep.stop();
  ended.push("upkeep");
  expect(ended).toEqual(["work", "upkeep"]);
  expect(failures).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
