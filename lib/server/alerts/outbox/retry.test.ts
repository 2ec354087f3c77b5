import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { nextTryAt } from "./retry";

const START = Date.UTC(2026, 10, 29);

describe("the time of the next try", () => {
  const tried = { createdAt: START, now: START, afterMs: null };
  const waits = (attempts: number, random: number) => (nextTryAt({ ...tried, attempts }, random) ?? 0) - START;

  it("is further away with each failure, at most an hour, and not the same for all", () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((attempts) => waits(attempts, 0.5))).toEqual([
      5 * SECOND_MS,
      30 * SECOND_MS,
      2 * MINUTE_MS,
      10 * MINUTE_MS,
      30 * MINUTE_MS,
      HOUR_MS,
      HOUR_MS,
    ]);
    expect([waits(1, 0), waits(1, 1)]).toEqual([4 * SECOND_MS, 6 * SECOND_MS]);
  });

  it("never comes once a day is over", () => {
    expect(nextTryAt({ ...tried, attempts: 20, now: START + 23 * HOUR_MS + 1 }, 0.5)).toBeNull();
  });
});
