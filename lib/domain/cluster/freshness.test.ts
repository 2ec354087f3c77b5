import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../time/epoch";
import { freshnessBoundaries, freshnessOf } from "./freshness";

const READ_AT = Date.UTC(2026, 10, 20, 15);
const ageing = (ageMs: number, pollIntervalMs: number) => freshnessOf(READ_AT, READ_AT + ageMs, pollIntervalMs);

describe("freshnessOf", () => {
  it("is late after two intervals and stale after five", () => {
    expect(ageing(30_000, 15_000)).toBe("fresh");
    expect(ageing(30_001, 15_000)).toBe("late");
    expect(ageing(75_000, 15_000)).toBe("late");
    expect(ageing(75_001, 15_000)).toBe("stale");
  });

  it("is unknown for what was never read, and fresh for a reading from the future", () => {
    expect(freshnessOf(null, READ_AT, 15_000)).toBe("unknown");
    expect(ageing(-HOUR_MS, 15_000)).toBe("fresh");
  });

  // A page asks every 5 s, and up to a fifth more than an interval lies between two readings.
  it.each([1_000, 2_000, 5_000, 6_000, 7_000, 8_000])(
    "never calls late what a page knows in time, at %i ms",
    (interval) => {
      const answersMs = 500;
      expect(ageing(5_000 + 1.2 * interval + answersMs, interval)).toBe("fresh");
    },
  );

  it.each([1_000, 7_000, 15_000])("changes exactly at its boundaries if polls are %i ms apart", (interval) => {
    const [lateAt, staleAt] = freshnessBoundaries(READ_AT, interval);
    const around = [lateAt - 1, lateAt, staleAt - 1, staleAt].map((now) => freshnessOf(READ_AT, now, interval));
    expect(around).toEqual(["fresh", "late", "late", "stale"]);
  });
});
