import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { spreadLabels, thinned, timeTicks, valueTicks } from "./chart-scale";

describe("an axis", () => {
  it("counts in round numbers, from zero to beyond the largest value", () => {
    expect(valueTicks(126)).toEqual([0, 50, 100, 150]);
    expect(valueTicks(0)).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (largest) => {
        const ticks = valueTicks(largest);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(largest * (1 - 1e-9));
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it("never labels the same day twice", () => {
    const week = timeTicks({ from: 0, to: 7 * DAY_MS }, 20);
    expect(week).toHaveLength(7);
    expect(timeTicks({ from: 0, to: DAY_MS }, 12).at(1)).toBe(2 * HOUR_MS);
  });

  it("has room for its labels", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 24 }), (days, max) => {
        expect(timeTicks({ from: 0, to: days * DAY_MS }, max).length).toBeLessThanOrEqual(max);
        expect(thinned(days, max).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});

describe("labels", () => {
  it("stay where they belong if there is room", () => {
    expect(spreadLabels([10, 60, 90], 18, 0, 200)).toEqual([10, 60, 90]);
  });

  it("never overlap, leave the chart or change their order", () => {
    const wanted = fc
      .array(fc.integer({ min: -20, max: 300 }), { maxLength: 8 })
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(wanted, (list) => {
        const placed = spreadLabels(list, 18, 0, 240);
        for (const [index, at] of placed.entries()) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(240);
          if (index > 0) expect(at - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(18);
        }
      }),
    );
  });
});
