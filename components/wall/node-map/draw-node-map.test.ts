import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Reading } from "@/components/status/live-cluster";
import { exampleCluster } from "@/lib/testing/example-fleet";
import { drawNodeMap } from "./draw-node-map";
import { nodeMapLayout } from "./node-map-layout";

/** A path that knows the middles of what was traced on it: every shape here begins with a move above or beside its middle. */
class RecordingPath {
  shapes = 0;
  moveTo() {
    this.shapes += 1;
  }
  lineTo() {}
  closePath() {}
}

beforeEach(() => void vi.stubGlobal("Path2D", RecordingPath));
afterEach(() => void vi.unstubAllGlobals());

/** A canvas that records how wide each path is stroked, and ignores everything else. */
function recordingContext() {
  const strokes: { shapes: number; lineWidth: number }[] = [];
  const state = { lineWidth: 1 };
  const stroke = (path?: RecordingPath) => {
    if (path) strokes.push({ shapes: path.shapes, lineWidth: state.lineWidth });
  };
  const context = new Proxy(state, {
    get: (target, key) => (key === "stroke" ? stroke : (Reflect.get(target, key) ?? (() => {}))),
  });
  return { strokes, context: context as unknown as CanvasRenderingContext2D };
}

const colours = {
  ...{ ground: "", panel: "", line: "", ink: "", muted: "", degraded: "", hatch: "" },
  node: { unhealthy: "", unknown: "", healthy: "", resting: "" },
};

function stoppedCluster(total: number, index: number): Reading {
  const nodes = { total, healthy: total, unhealthy: 0, unknown: 0 };
  return {
    cluster: { ...exampleCluster, name: `c${index}`, status: "stopped", nodes },
    freshness: "fresh",
    mark: "stopped",
  };
}

it("strokes each cluster's nodes with a width that suits their size, in few paths", () => {
  const readings = [...Array.from({ length: 30 }, () => 256), 1].map(stoppedCluster);
  const unit = 10.8;
  const layout = nodeMapLayout(
    readings.map(({ cluster }) => cluster),
    { width: 1_880, height: 760, unit, widthOf: (text) => text.length * 0.55 },
  );
  const { context, strokes } = recordingContext();
  drawNodeMap(context, { layout, readings, colours, unit, fontFamily: "sans-serif" });

  const widths = strokes.flatMap(({ shapes, lineWidth }) => Array.from({ length: shapes }, () => lineWidth));
  expect(widths).toHaveLength(30 * 256 + 1);
  expect(widths.filter((width) => width <= 1.5)).toHaveLength(30 * 256);
  expect(Math.max(...widths)).toBeGreaterThan(5);
  expect(strokes.length).toBeLessThan(10);
});
