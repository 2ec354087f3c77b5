import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TILE_NEEDS, tileGrid } from "./tile-grid";

const LANDSCAPE = { width: 173, height: 65 };

describe("tileGrid", () => {
  it.each([
    [1, "big"],
    [6, "big"],
    [7, "medium"],
    [12, "medium"],
    [13, "compact"],
    [24, "compact"],
  ])("shows %i clusters on an ordinary screen as %s tiles", (count, kind) => {
    expect(tileGrid(count, LANDSCAPE)?.kind).toBe(kind);
  });

  it("leaves more than 24 clusters, and none, to other pictures", () => {
    expect(tileGrid(25, LANDSCAPE)).toBeNull();
    expect(tileGrid(0, LANDSCAPE)).toBeNull();
  });

  it("takes smaller tiles on a portrait screen, and none if even those do not fit", () => {
    const upright = { width: 53, height: 58 };
    expect(tileGrid(6, upright)?.kind).toBe("compact");
    expect(tileGrid(24, upright)?.kind).toBe("slim");
    expect(tileGrid(24, { width: 53, height: 30 })).toBeNull();
  });

  const area = fc.record({
    width: fc.double({ min: 20, max: 400, noNaN: true }),
    height: fc.double({ min: 10, max: 100, noNaN: true }),
  });
  it("gives every tile a place of its own inside the area, and at least what its kind needs", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), area, (count, area) => {
        const grid = tileGrid(count, area);
        if (grid === null) return;
        const { kind, columns, rows, width, height, gap, enlargement } = grid;
        expect(columns * rows).toBeGreaterThanOrEqual(count);
        expect(columns * width + (columns - 1) * gap).toBeLessThanOrEqual(area.width + 1e-6);
        expect(rows * height + (rows - 1) * gap).toBeLessThanOrEqual(area.height + 1e-6);
        expect(enlargement).toBeGreaterThanOrEqual(1);
        expect(width).toBeGreaterThanOrEqual(TILE_NEEDS[kind].width * enlargement - 1e-6);
        expect(height).toBeGreaterThanOrEqual(TILE_NEEDS[kind].height * enlargement - 1e-6);
      }),
    );
  });

  it("gives up only if not even the smallest tiles fit in any arrangement", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), area, (count, area) => {
        if (tileGrid(count, area) !== null) return;
        const { width, height, gap } = TILE_NEEDS.slim;
        const columns = Math.floor((area.width + gap) / (width + gap));
        const rows = Math.floor((area.height + gap) / (height + gap));
        expect(columns * rows).toBeLessThan(count);
      }),
    );
  });
});
