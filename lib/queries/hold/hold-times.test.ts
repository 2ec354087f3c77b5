import { expect, it } from "vitest";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { holdSeconds } from "./hold-times";

const seconds = (...intervals: number[]) => holdSeconds(intervals.map((interval) => interval * SECOND_MS));

it("lets no question be held longer than an age on a page may be old", () => {
  expect([seconds(), seconds(15), seconds(60, 900), seconds(12)]).toEqual([10, 10, 10, 10]);
});

it("has the page told of each account's next reading before it would call the last one late", () => {
  // Late after 14 s, and read every 7: five seconds are left, and two of them are for the way.
  expect([seconds(7), seconds(15, 7), seconds(8), seconds(1)]).toEqual([5, 5, 6, 10]);
});

it("is not misled by an account whose interval is not known, and always holds for a whole second at least", () => {
  expect([seconds(0), seconds(0, 7), holdSeconds([7_001]), holdSeconds([1])]).toEqual([10, 5, 5, 10]);
});
