import { expect, it } from "vitest";
import { gapBetween } from "../money/ledger";
import { extendRun, type PollRun } from "./poll-run";

const POLL_MS = 15_000;
const run = (startedAt: number, lastAt: number, accountId = "shade"): PollRun => {
  return { accountId, startedAt, lastAt, pollIntervalMs: POLL_MS };
};

it("extends a run with every poll, and begins another after five intervals", () => {
  const after = (at: number) => extendRun(run(0, 60_000), gapBetween(60_000, at, POLL_MS), "shade", POLL_MS);
  expect(after(75_000)).toEqual(run(0, 75_000));
  expect(after(135_000)).toEqual(run(0, 135_000));
  expect(after(135_001)).toEqual(run(135_001, 135_001));
});
