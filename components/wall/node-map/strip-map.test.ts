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
    const areas = stripMap(weights, 300, 100).map(({ width, height }) => width * height);
    expect(areas.map((area) => Math.round(area / 300))).toEqual(weights);
  });

  it("leaves no long thin strip at the end", () => {
    const boxes = stripMap([6, 4, 1, 2, 1, 3, 1, 4, 32, 1, 1, 24, 1, 8], 1_880, 640);
    expect(Math.max(...boxes.map(({ width, height }) => width / height))).toBeLessThan(8);
  });
});
