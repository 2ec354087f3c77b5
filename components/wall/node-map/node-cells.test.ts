import fc from "fast-check";
import { expect, it } from "vitest";
import { nodeCells } from "./node-cells";

const side = fc.integer({ min: 1, max: 4_000 });

it("fits the squares into the box, none larger than requested", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000 }), side, side, fc.integer({ min: 1, max: 100 }), (count, ...sides) => {
      const [width, height, maxPitch] = sides;
      const cells = nodeCells(count, { x: 3, y: 4, width, height }, maxPitch);
      if (cells === null) throw new Error("There is room.");
      const { columns, pitch, x, y } = cells;
      expect([x, y]).toEqual([3, 4]);
      expect(pitch).toBeLessThanOrEqual(maxPitch);
      expect(columns * pitch).toBeLessThanOrEqual(width + 1e-6);
      expect(Math.ceil(count / columns) * pitch).toBeLessThanOrEqual(height + 1e-6);
    }),
  );
});

it("makes the squares as large as they can be", () => {
  expect(nodeCells(12, { x: 0, y: 0, width: 40, height: 30 }, 100)).toMatchObject({ columns: 4, pitch: 10 });
  expect(nodeCells(2, { x: 0, y: 0, width: 10, height: 100 }, 100)).toMatchObject({ columns: 1, pitch: 10 });
  expect(nodeCells(5, { x: 0, y: 0, width: 1_000, height: 10 }, 100)).toMatchObject({ columns: 5, pitch: 10 });
});

it("places nothing if there are no squares or no room", () => {
  expect(nodeCells(0, { x: 0, y: 0, width: 10, height: 10 }, 5)).toBeNull();
  expect(nodeCells(3, { x: 0, y: 0, width: 0, height: 10 }, 5)).toBeNull();
  expect(nodeCells(3, { x: 0, y: 0, width: 10, height: -1 }, 5)).toBeNull();
});
