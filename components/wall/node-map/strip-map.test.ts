import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stripMap } from "./strip-map";

describe("stripMap", () => {
  it("lays equal weights out as a grid of squares, in their order", () => {
    const boxes = stripMap(Array(8).fill(3), 400, 200);
    expect(boxes.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [100, 0],
      [200, 0],
      [300, 0],
      [0, 100],
      [100, 100],
      [200, 100],
      [300, 100],
    ]);
    expect(boxes.every(({ width, height }) => width === 100 && height === 100)).toBe(true);
  });

  it("gives each weight its share of the area", () => {
    const weights = [64, 1, 8, 8, 2, 1, 16];
    const areas = stripMap(weights, 3_000, 1_000).map(({ width, height }) => width * height);
    expect(areas.map((area) => Math.round(area / 30_000))).toEqual(weights);
  });

  it("gives every pixel of the area to exactly one box", () => {
    const weights = fc.array(fc.double({ min: 0.5, max: 600, noNaN: true }), { minLength: 1, maxLength: 60 });
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(weights, side, side, (weights, width, height) => {
        const owners = new Map<string, number>();
        for (const box of stripMap(weights, width, height)) {
          for (let x = box.x; x < box.x + box.width; x += 1) {
            for (let y = box.y; y < box.y + box.height; y += 1) {
              const pixel = `${x} ${y}`;
              owners.set(pixel, (owners.get(pixel) ?? 0) + 1);
            }
          }
        }
        expect(owners.size).toBe(width * height);
        expect(new Set(owners.values())).toEqual(new Set([1]));
        expect(owners.has("0 0") && owners.has(`${width - 1} ${height - 1}`)).toBe(true);
      }),
    );
  });

  it("leaves no long thin strip at the end", () => {
    const boxes = stripMap([6, 4, 1, 2, 1, 3, 1, 4, 32, 1, 1, 24, 1, 8], 1_880, 640);
    expect(Math.max(...boxes.map(({ width, height }) => width / height))).toBeLessThan(8);
  });
});
