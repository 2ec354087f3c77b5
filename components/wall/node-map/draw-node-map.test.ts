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
const unit = 10.8;

function drawingOn(canvas: ReturnType<typeof recordingCanvas>, { width = 1_880, height = 760 } = {}) {
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

const readings = fc.array(
  fc
    .record({
      name: fc.constantFrom("a", "train-llama-7", "evaluation-of-checkpoints-of-november"),
      status: fc.constantFrom("running" as const, "stopped" as const, "error" as const),
      mark: fc.constantFrom("healthy" as const, "degraded" as const, "down" as const),
      freshness: fc.constantFrom("fresh" as const, "late" as const, "stale" as const),
      healthy: fc.nat({ max: 9 }),
      unhealthy: fc.nat({ max: 2 }),
      unknown: fc.nat({ max: 2 }),
    })
    .map(({ name, status, mark, freshness, ...nodes }): Reading => {
      const total = nodes.healthy + nodes.unhealthy + nodes.unknown;
      return { cluster: { ...exampleCluster, name, status, nodes: { ...nodes, total } }, freshness, mark };
    }),
  { maxLength: 40 },
);

it("leaves on the canvas, after any changes, what drawing everything would", () => {
  const size = { width: 300, height: 160 };
  fc.assert(
    fc.property(readings, fc.array(fc.tuple(fc.nat(), readings), { maxLength: 6 }), (first, changes) => {
      const changed = recordingCanvas();
      const draw = drawingOn(changed, size);
      draw(first);
      let latest = first;
      for (const [place, others] of changes) {
        const start = place % (latest.length + 1);
        // One cluster changes, some come, or some go.
        latest = latest.toSpliced(start, others.length % 3, ...others.slice(0, 2));
        draw(latest);
      }
      const whole = recordingCanvas();
      drawingOn(whole, size)(latest);
      expect(changed.content()).toEqual(whole.content());
    }),
    { numRuns: 40 },
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
