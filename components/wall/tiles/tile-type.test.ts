import { describe, expect, it } from "vitest";
import { TILE_KINDS, TILE_NEEDS } from "./tile-grid";
import { LABEL, LINE_HEIGHT, TILE_TYPE, tileLines } from "./tile-type";

describe("tile type", () => {
  it.each(TILE_KINDS)("is never smaller on a %s tile than can be read across the room", (kind) => {
    const { head, name, value } = TILE_TYPE[kind];
    expect(Math.min(LABEL, head, name)).toBeGreaterThanOrEqual(3);
    expect(value).toBeGreaterThanOrEqual(5);
  });

  it.each(["big", "medium"] as const)("has room for head, name and value on the shortest %s tile", (kind) => {
    const { padY, mark, name, value } = TILE_TYPE[kind];
    expect(2 * padY + (mark + name + value) * LINE_HEIGHT).toBeLessThan(TILE_NEEDS[kind].height);
  });

  it("has room for name and value on the shortest compact tile, and for a name on the shortest slim one", () => {
    const { compact, slim } = TILE_TYPE;
    expect(2 * compact.padY + (compact.name + compact.value) * LINE_HEIGHT).toBeLessThan(TILE_NEEDS.compact.height);
    expect(2 * slim.padY + slim.name * LINE_HEIGHT).toBeLessThan(TILE_NEEDS.slim.height);
  });

  it("says more the taller a tile is", () => {
    expect(tileLines("medium", 18.5, false)).toEqual({ notes: 0, machine: false, sparkline: false });
    expect(tileLines("medium", 21, false)).toEqual({ notes: 1, machine: false, sparkline: false });
    expect(tileLines("medium", 25, false)).toEqual({ notes: 1, machine: true, sparkline: false });
    expect(tileLines("medium", 29, false)).toEqual({ notes: 1, machine: true, sparkline: true });
    expect(tileLines("medium", 29, true)).toEqual({ notes: 2, machine: true, sparkline: false });
  });
});
