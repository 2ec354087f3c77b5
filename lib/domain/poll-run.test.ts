import { expect, it } from "vitest";
import { gapBetween } from "./ledger";
import { extendRun, observedShare, type PollRun, unwatchedTimes } from "./poll-run";

const POLL_MS = 15_000;
const run = (startedAt: number, lastAt: number, connectionId = "shade"): PollRun => {
  return { connectionId, startedAt, lastAt, pollIntervalMs: POLL_MS };
};

it("extends a run with every poll, and begins another after five intervals", () => {
  const after = (at: number) => extendRun(run(0, 60_000), gapBetween(60_000, at, POLL_MS), "shade", POLL_MS);
  expect(after(75_000)).toEqual(run(0, 75_000));
  expect(after(135_000)).toEqual(run(0, 135_000));
  expect(after(135_001)).toEqual(run(135_001, 135_001));
});

it("observed all of a window in which polls came as planned, up to the latest one", () => {
  expect(observedShare([run(0, 990_000)], { from: 100_000, to: 2_000_000 }, 1_000_000)).toBe(1);
});

it("counts a gap, the time before the first reading, and the time since one that is too long ago", () => {
  const runs = [run(200_000, 400_000), run(600_000, 800_000)];
  expect(observedShare(runs, { from: 200_000, to: 800_000 }, 800_000)).toBeCloseTo(4 / 6);
  expect(observedShare(runs, { from: 0, to: 800_000 }, 800_000)).toBeCloseTo(4 / 8);
  expect(observedShare(runs, { from: 200_000, to: 2_000_000 }, 1_000_000)).toBeCloseTo(4 / 8);
  expect(observedShare([], { from: 0, to: 1_000 }, 1_000)).toBe(0);
});

it("is not lowered by a connection that was added later", () => {
  const runs = [run(0, 1_000_000), run(900_000, 1_000_000, "prime")];
  expect(observedShare(runs, { from: 0, to: 1_000_000 }, 1_000_000)).toBe(1);
});

it("missed nothing of a time that is to come", () => {
  expect(observedShare([run(0, 1_000)], { from: 5_000, to: 6_000 }, 1_000)).toBe(1);
});

it("names the times in which nobody watched", () => {
  const runs = [run(600_000, 800_000), run(200_000, 400_000)];
  expect(unwatchedTimes(runs, { from: 0, to: 2_000_000 }, 1_000_000)).toEqual([
    { from: 400_000, to: 600_000 },
    { from: 800_000, to: 1_000_000 },
  ]);
  expect(unwatchedTimes(runs, { from: 0, to: 2_000_000 }, 810_000)).toEqual([{ from: 400_000, to: 600_000 }]);
});
