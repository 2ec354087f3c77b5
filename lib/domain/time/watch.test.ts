import fc from "fast-check";
import { expect, it } from "vitest";
import type { PollRun } from "./poll-run";
import { durationMs, overlapMs, type TimeWindow } from "./time-window";
import { createWatchFold, MAX_GAPS, observedShare } from "./watch";

const POLL_MS = 15_000;
const run = (startedAt: number, lastAt: number, accountId = "shade"): PollRun => {
  return { accountId, startedAt, lastAt, pollIntervalMs: POLL_MS };
};
function watch(runs: readonly PollRun[], windows: readonly TimeWindow[], now: number) {
  const fold = createWatchFold(windows, now);
  for (const one of runs) fold.add(one);
  return fold.watches();
}
function shareOf(runs: readonly PollRun[], window: TimeWindow, now: number): number {
  const watches = watch(runs, [window], now).map(({ span, observedMs: [ms = 0] }) => ({ span, observedMs: ms }));
  return observedShare(watches, window, now);
}
const gapsOf = (runs: readonly PollRun[], window: TimeWindow, now: number) => watch(runs, [window], now)[0]?.gaps;

it("has observed all of a window in which polls came on time, up to the latest one", () => {
  expect(shareOf([run(0, 990_000)], { from: 100_000, to: 2_000_000 }, 1_000_000)).toBe(1);
});

it("has missed gaps, the time before the first reading, and the time since the last one if that is too long ago", () => {
  const runs = [run(200_000, 400_000), run(600_000, 800_000)];
  expect(shareOf(runs, { from: 200_000, to: 800_000 }, 800_000)).toBeCloseTo(4 / 6);
  expect(shareOf(runs, { from: 0, to: 800_000 }, 800_000)).toBeCloseTo(4 / 8);
  expect(shareOf(runs, { from: 200_000, to: 2_000_000 }, 1_000_000)).toBeCloseTo(4 / 8);
  expect(shareOf([], { from: 0, to: 1_000 }, 1_000)).toBe(0);
});

it("is not lowered by an account that was added later", () => {
  const runs = [run(0, 1_000_000), run(900_000, 1_000_000, "prime")];
  expect(shareOf(runs, { from: 0, to: 1_000_000 }, 1_000_000)).toBe(1);
});

it("has missed nothing of the future", () => {
  expect(shareOf([run(0, 1_000)], { from: 5_000, to: 6_000 }, 1_000)).toBe(1);
});

it("lists the times when nobody watched", () => {
  const runs = [run(200_000, 400_000), run(600_000, 800_000)];
  expect(gapsOf(runs, { from: 0, to: 1_000_000 }, 1_000_000)).toEqual([
    { from: 400_000, to: 600_000 },
    { from: 800_000, to: 1_000_000 },
  ]);
  expect(gapsOf(runs, { from: 0, to: 810_000 }, 810_000)).toEqual([{ from: 400_000, to: 600_000 }]);
});

it("counts nothing twice when a clock was set back and two runs overlap", () => {
  expect(shareOf([run(0, 500_000), run(300_000, 1_000_000)], { from: 0, to: 1_000_000 }, 1_000_000)).toBe(1);
});

it("keeps the longest gaps, however many there are, in order", () => {
  const runs = Array.from({ length: 5_000 }, (_, index) => run(index * 1_000_000, index * 1_000_000 + 900_000 - index));
  const gaps = gapsOf(runs, { from: 0, to: 5_000_000_000 }, 5_000_000_000) ?? [];
  expect(gaps).toHaveLength(MAX_GAPS);
  expect(Math.min(...gaps.map(durationMs))).toBe(100_000 + 4_500);
  expect(gaps).toEqual(gaps.toSorted((one, other) => one.from - other.from));
});

it("adds up to what checking every run against every window gives", () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(cuts, cuts, (edges, bounds) => {
      const inOrder = edges.toSorted((one, other) => one - other);
      const runs = inOrder.flatMap((from, index) => (index % 2 === 0 ? [run(from, inOrder[index + 1] ?? from)] : []));
      const limits = bounds.toSorted((one, other) => one - other);
      const windows = limits.slice(1).map((to, index) => ({ from: limits[index] ?? 0, to }));
      const naive = windows.map((window) =>
        runs.reduce((sum, { startedAt, lastAt }) => sum + overlapMs(window, { from: startedAt, to: lastAt }), 0),
      );
      expect(watch(runs, windows, 10_000)[0]?.observedMs).toEqual(naive);
    }),
  );
});
