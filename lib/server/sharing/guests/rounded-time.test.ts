import fc from "fast-check";
import { expect, it } from "vitest";
import { roundedTime } from "./rounded-time";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const moment = fc.integer({ min: 0, max: NOW });

it("never rounds up: readings to the second, events to the minute, and to the hour after a day", () => {
  fc.assert(
    fc.property(fc.string(), moment, (key, at) => {
      const { reading, event } = roundedTime(key);
      const stepMs = NOW - at < 86_400_000 ? 60_000 : 3_600_000;
      expect([at - reading(at) >= 0, at - reading(at) < 1_000]).toEqual([true, true]);
      expect([at - event(at, NOW) >= 0, at - event(at, NOW) < stepMs]).toEqual([true, true]);
    }),
  );
});

it("keeps the order of events", () => {
  fc.assert(
    fc.property(fc.string(), moment, moment, (key, one, other) => {
      const { event } = roundedTime(key);
      expect(event(Math.min(one, other), NOW)).toBeLessThanOrEqual(event(Math.max(one, other), NOW));
    }),
  );
});

it("rounds moments differently for each link", () => {
  const [one, other] = [roundedTime("one"), roundedTime("other")];
  const moments = Array.from({ length: 200 }, (_, index) => NOW - index * 7_654_321);
  expect(moments.filter((at) => one.event(at, NOW) === other.event(at, NOW))).toEqual([]);
  expect(moments.filter((at) => one.reading(at) === other.reading(at))).toEqual([]);
});
