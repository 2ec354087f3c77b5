import fc from "fast-check";
import { expect, it } from "vitest";
import type { Reading } from "@/components/status/live-cluster";
import { exampleCluster } from "@/lib/testing/example-fleet";
import { recordingCanvas } from "@/lib/testing/recording-canvas";
import { clusterPicture } from "./cluster-picture";
import { createNodeMapDrawing } from "./draw-node-map";
import { clusterBoxes, nodeMapLayout } from "./node-map-layout";

const colours = {
  ...{ ground: "ground", panel: "panel", line: "line", ink: "ink", muted: "muted", degraded: "orange", hatch: "hatch" },
  node: { unhealthy: "red", unknown: "grey", healthy: "green", resting: "blue" },
};
const SCREEN = { width: 1_880, height: 760, unit: 10.8 };

function drawingOn(canvas: ReturnType<typeof recordingCanvas>, { width, height, unit } = SCREEN) {
  const draw = createNodeMapDrawing(canvas.context, { colours, unit, fontFamily: "sans-serif" });
  return (readings: readonly Reading[]) => {
    const clusters = readings.map(({ cluster }) => cluster);
    const counts = clusters.map(({ nodes }) => nodes.total);
    const options = { width, height, unit, widthOf: (text: string) => text.length * 0.55 };
    const layout = nodeMapLayout(clusters, clusterBoxes(counts, options), options);
    draw(
      layout.flatMap((place, index) =>
        readings.slice(index, index + 1).map((one) => clusterPicture(place, one, colours)),
      ),
    );
  };
}

function stoppedCluster(total: number, index: number): Reading {
  const nodes = { total, healthy: total, unhealthy: 0, unknown: 0 };
  const cluster = { ...exampleCluster, name: `c${index}`, status: "stopped" as const, nodes };
  return { cluster, freshness: "fresh", mark: "stopped" };
}

it("strokes each cluster's nodes with a width that suits their size, in one path", () => {
  const canvas = recordingCanvas();
  drawingOn(canvas)([...Array.from({ length: 30 }, () => 256), 1].map(stoppedCluster));

  const strokes = canvas.strokes().filter(({ colour }) => colour === colours.node.resting);
  expect(strokes.map(({ shapes }) => shapes)).toEqual([...Array(30).fill(256), 1]);
  const widths = strokes.map(({ lineWidth }) => lineWidth);
  expect(Math.max(...widths.slice(0, 30))).toBeLessThanOrEqual(1.5);
  expect(widths[30]).toBeGreaterThan(5);
});

const parts = {
  name: fc.constantFrom("a", "train-llama-7", "evaluation-of-checkpoints-of-november"),
  status: fc.constantFrom("running" as const, "stopped" as const),
  mark: fc.constantFrom("healthy" as const, "degraded" as const, "down" as const),
  freshness: fc.constantFrom("fresh" as const, "late" as const, "stale" as const),
  total: fc.integer({ min: 4, max: 12 }),
  unhealthy: fc.nat({ max: 2 }),
  unknown: fc.nat({ max: 2 }),
};
const fleets = fc.array(fc.record(parts), { maxLength: 12 });
type Parts = typeof fleets extends fc.Arbitrary<(infer Each)[]> ? Each : never;
const changes = fc.oneof(
  fc.record({ at: fc.nat(), change: oneOfTheParts() }),
  fc.record({ at: fc.nat(), gone: fc.nat({ max: 2 }), come: fc.array(fc.record(parts), { maxLength: 2 }) }),
);

function oneOfTheParts(): fc.Arbitrary<Partial<Parts>> {
  const { name, status, mark, freshness, total, unhealthy, unknown } = parts;
  const ofLook = fc.oneof(fc.record({ name }), fc.record({ status }), fc.record({ mark }), fc.record({ freshness }));
  return fc.oneof(ofLook, fc.record({ total }), fc.record({ unhealthy }), fc.record({ unknown }));
}

function readingOf({ name, status, mark, freshness, total, unhealthy, unknown }: Parts): Reading {
  const nodes = { total, healthy: total - unhealthy - unknown, unhealthy, unknown };
  return { cluster: { ...exampleCluster, name, status, nodes }, freshness, mark };
}

function changed(
  fleet: readonly Parts[],
  change: typeof changes extends fc.Arbitrary<infer Each> ? Each : never,
): Parts[] {
  const at = change.at % (fleet.length + 1);
  if ("come" in change) return fleet.toSpliced(at, change.gone, ...change.come);
  return fleet.map((each, index) => (index === at ? { ...each, ...change.change } : each));
}

it("leaves on the canvas, after any changes, what drawing everything would", () => {
  const screen = { width: 900, height: 500, unit: 4 };
  fc.assert(
    fc.property(fleets, fc.array(changes, { minLength: 1, maxLength: 4 }), (first, all) => {
      const canvas = recordingCanvas();
      const draw = drawingOn(canvas, screen);
      let fleet: readonly Parts[] = first;
      draw(fleet.map(readingOf));
      for (const change of all) {
        fleet = changed(fleet, change);
        draw(fleet.map(readingOf));
      }
      const whole = recordingCanvas();
      drawingOn(whole, screen)(fleet.map(readingOf));
      expect(canvas.content()).toEqual(whole.content());
    }),
    { numRuns: 150 },
  );
});

it("draws one cluster of thousands when one changes, and none when none does", () => {
  const canvas = recordingCanvas();
  const draw = drawingOn(canvas);
  const all = Array.from({ length: 2_000 }, (_, index) => stoppedCluster(8, index));
  draw(all);
  expect(canvas.drawnParts()).toBe(2_000);
  draw([...all]);
  expect(canvas.drawnParts()).toBe(2_000);
  draw(all.with(700, { ...stoppedCluster(8, 700), mark: "down" }));
  expect(canvas.drawnParts()).toBe(2_001);
});
