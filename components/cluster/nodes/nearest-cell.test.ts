import { describe, expect, it } from "vitest";
import { nearestCell } from "./nearest-cell";

/** Two groups as a screen shows them: a row of two, a gap, then rows of four and of one. */
const cells = [
  { left: 0, top: 0 },
  { left: 30, top: 0 },
  { left: 0, top: 70 },
  { left: 30, top: 70 },
  { left: 60, top: 70 },
  { left: 90, top: 70 },
  { left: 0, top: 100 },
];

describe("nearestCell", () => {
  it("moves left and right in reading order and stays at the ends", () => {
    expect(nearestCell(cells, 1, "ArrowRight")).toBe(2);
    expect(nearestCell(cells, 2, "ArrowLeft")).toBe(1);
    expect(nearestCell(cells, 0, "ArrowLeft")).toBe(0);
    expect(nearestCell(cells, 6, "ArrowRight")).toBe(6);
  });

  it("moves down into the next row only, to the cell below, across groups", () => {
    expect(nearestCell(cells, 1, "ArrowDown")).toBe(3);
    expect(nearestCell(cells, 5, "ArrowDown")).toBe(6);
    expect(nearestCell(cells, 6, "ArrowDown")).toBe(6);
  });

  it("moves up to the nearest cell of a shorter row", () => {
    expect(nearestCell(cells, 5, "ArrowUp")).toBe(1);
    expect(nearestCell(cells, 6, "ArrowUp")).toBe(2);
    expect(nearestCell(cells, 0, "ArrowUp")).toBe(0);
  });

  it("jumps to both ends", () => {
    expect(nearestCell(cells, 3, "Home")).toBe(0);
    expect(nearestCell(cells, 3, "End")).toBe(6);
  });
});
