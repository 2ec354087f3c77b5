import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thinPoints } from "./thin-points";

const line = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.double({ noNaN: true, noDefaultInfinity: true })), {
    maxLength: 300,
  })
  .map((points) => points.toSorted((one, other) => one[0] - other[0]));
const values = (points: readonly [number, number][]) => points.map(([, value]) => value);

describe("a thinned line", () => {
  it("has no more points than asked for, all of them its own, in their order, with its ends, its peak and its low", () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 4, max: 60 }), (points, max) => {
        const thinned = thinPoints(points, max);
        expect(thinned.length).toBeLessThanOrEqual(max);
        const places = thinned.map((point) => points.indexOf(point));
        expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
        expect(places).not.toContain(-1);
        expect([thinned[0], thinned.at(-1)]).toEqual([points[0], points.at(-1)]);
        expect(Math.max(...values(thinned))).toBe(Math.max(...values(points)));
        expect(Math.min(...values(thinned))).toBe(Math.min(...values(points)));
      }),
    );
  });

  it("is the line itself if that is short enough", () => {
    expect(thinPoints([[0, 1]], 4)).toEqual([[0, 1]]);
    expect(thinPoints([], 4)).toEqual([]);
  });

  it("keeps a single hot minute of a week", () => {
    const week = Array.from({ length: 10_080 }, (_, minute): [number, number] => [
      minute * 60_000,
      minute === 5_000 ? 97 : 60,
    ]);
    expect(thinPoints(week, 400)).toContainEqual([5_000 * 60_000, 97]);
  });
});
