import { expect, it } from "vitest";
import { type Absence, countAbsence, isGone } from "./absence";

const missing = (absence: Absence | null, at: number, isComplete = true) =>
  countAbsence(absence, at - 15, at, isComplete);

it("counts a cluster as gone after three complete polls without it, since the first of them", () => {
  const first = missing(null, 100);
  const second = missing(first, 115);
  const third = missing(second, 130);
  expect([first, second, third].map(isGone)).toEqual([false, false, true]);
  expect(third).toEqual({ lastSeenAt: 85, since: 100, completePolls: 3 });
});

it("concludes nothing from a list that may be missing clusters", () => {
  const partial = missing(missing(missing(null, 100, false), 115, false), 130, false);
  expect(isGone(partial)).toBe(false);
  expect(missing(partial, 145)).toEqual({ lastSeenAt: 85, since: 145, completePolls: 1 });
});
