import { expect, it } from "vitest";
import { MAX_RATE_STEPS } from "@/lib/domain/money/rate-steps";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { calendarBuckets } from "@/lib/domain/time/time-window";
import { rateTimes } from "./rate-times";

const NOW = Date.UTC(2026, 10, 24, 13, 17, 5);

it.each([
  ["a millisecond", 1],
  ["ten minutes", 10 * MINUTE_MS],
  ["seven hours", 7 * HOUR_MS],
  ["a day", DAY_MS],
  ["31 days", 31 * DAY_MS],
  ["200 days", 200 * DAY_MS],
  ["a year", 366 * DAY_MS],
  ["three years", 3 * 365 * DAY_MS],
  ["thirty years", 30 * 365 * DAY_MS],
])("are in order, from the beginning of %s to its last millisecond, and no more than can be drawn", (_, ms) => {
  const times = rateTimes({ from: NOW - ms, to: NOW }, "Europe/Berlin");
  expect(times.length).toBeLessThanOrEqual(MAX_RATE_STEPS);
  expect(times[0]).toBe(NOW - ms);
  expect(times.at(-1)).toBe(NOW - 1);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});

it("are the beginnings of days for a year, and otherwise moments that a question a minute later has too", () => {
  const year = { from: NOW - 365 * DAY_MS, to: NOW };
  const days = calendarBuckets(year, "day", "Europe/Berlin") ?? [];
  expect(rateTimes(year, "Europe/Berlin").slice(1, -1)).toEqual(days.slice(1).map(({ from }) => from));
  for (const days of [1, 7, 31, 90]) {
    const times = (now: number) => rateTimes({ from: now - days * DAY_MS, to: now }, "Europe/Berlin");
    const later = new Set(times(NOW + MINUTE_MS));
    expect(times(NOW).filter((at) => !later.has(at)).length).toBeLessThanOrEqual(3);
  }
});
