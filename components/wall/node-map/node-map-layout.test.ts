import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterBoxes, type MapOptions, nodeMapLayout } from "./node-map-layout";
import type { Box } from "./strip-map";

const widthOf = (text: string) => text.length * 0.55;
const named = (name: string, total: number) => ({ name, nodes: { total, healthy: total, unhealthy: 0, unknown: 0 } });
const laidOut = (clusters: ReturnType<typeof named>[], options: MapOptions) => {
  const counts = clusters.map(({ nodes }) => nodes.total);
  return nodeMapLayout(clusters, clusterBoxes(counts, options), options);
};
const SCREEN = { width: 1_880, height: 760, unit: 10.8, widthOf };

const isInside = (inner: Box, outer: Box) =>
  inner.x >= outer.x - 1e-6 &&
  inner.y >= outer.y - 1e-6 &&
  inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-6;
const overlap = (one: Box, other: Box) =>
  one.x + one.width > other.x + 1e-6 &&
  other.x + other.width > one.x + 1e-6 &&
  one.y + one.height > other.y + 1e-6 &&
  other.y + other.height > one.y + 1e-6;

describe("nodeMapLayout", () => {
  const totals = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 120 });
  const screen = fc.record({
    width: fc.integer({ min: 100, max: 3_800 }),
    height: fc.integer({ min: 100, max: 2_000 }),
  });

  it("keeps every box inside the picture, apart from the others, with its name and all its nodes inside", () => {
    fc.assert(
      fc.property(totals, screen, (totals, { width, height }) => {
        const clusters = totals.map((total, index) => named(`cluster-${index}-of-a-fleet`, total));
        const layout = laidOut(clusters, { width, height, unit: height / 100, widthOf });
        expect(layout).toHaveLength(totals.length);
        for (const [index, { box, name, cells }] of layout.entries()) {
          expect(isInside(box, { x: 0, y: 0, width, height })).toBe(true);
          for (const { box: other } of layout.slice(index + 1)) expect(overlap(box, other)).toBe(false);
          if (name !== null) expect(widthOf(name.text) * 3 * (height / 100)).toBeLessThanOrEqual(box.width);
          if (cells === null) continue;
          const rows = Math.ceil((totals[index] ?? 0) / cells.columns);
          const nodes = {
            x: box.x + cells.x,
            y: box.y + cells.y,
            width: cells.columns * cells.pitch,
            height: rows * cells.pitch,
          };
          expect(isInside(nodes, box)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("has a place for each node of ten thousand", () => {
    const layout = laidOut(
      Array.from({ length: 1_000 }, (_, index) => named(`cluster-${index}`, 10)),
      SCREEN,
    );
    for (const { cells } of layout) expect(cells?.pitch).toBeGreaterThan(6);
  });

  it("names every cluster of an ordinary fleet in type that can be read across the room", () => {
    const layout = laidOut(
      Array.from({ length: 40 }, (_, index) => named(`cluster-${index}`, 8)),
      SCREEN,
    );
    for (const { name } of layout) expect(name).not.toBeNull();
  });

  it("leaves out names where they would be too small to read, and keeps the boxes", () => {
    const layout = laidOut(
      Array.from({ length: 1_000 }, (_, index) => named(`cluster-${index}`, index === 0 ? 2_000 : 4)),
      SCREEN,
    );
    expect(layout.map(({ name }) => name?.text ?? null)).toEqual(["cluster-0", ...Array(999).fill(null)]);
    for (const { box } of layout) expect(box.width * box.height).toBeGreaterThan(0);
  });

  it("makes the rows of a cluster's nodes about equally long", () => {
    const layout = laidOut([named("a", 26)], { ...SCREEN, height: 300 });
    const columns = layout[0]?.cells?.columns ?? 0;
    expect(columns * Math.ceil(26 / columns) - 26).toBeLessThan(Math.ceil(26 / columns));
  });

  it("draws few nodes larger than many", () => {
    const pitchOf = (clusters: number) =>
      laidOut(
        Array.from({ length: clusters }, () => named("a", 8)),
        SCREEN,
      )[0]?.cells?.pitch ?? 0;
    expect(pitchOf(1)).toBeGreaterThan(1.5 * pitchOf(20));
  });

  it("draws nothing for an empty fleet or without room", () => {
    expect(laidOut([], SCREEN)).toEqual([]);
    expect(laidOut([named("a", 1)], { ...SCREEN, height: 0 })).toEqual([]);
  });
});
