import type { Reading } from "@/components/status/live-cluster";
import { isOld } from "@/lib/domain/cluster/freshness";
import { LABEL } from "../tiles/tile-type";
import { boxBorder } from "./box-border";
import type { MapColours } from "./map-colours";
import type { ClusterBox } from "./node-map-layout";
import { NODE_SHAPES, type NodeShape, SPECKS } from "./node-shapes";
import { NODE_STATES, nodeTally } from "./node-states";
import type { Box } from "./strip-map";

interface DrawOptions {
  layout: readonly ClusterBox[];
  /** One for each box. */
  readings: readonly Reading[];
  colours: MapColours;
  /** See `Area`. */
  unit: number;
  fontFamily: string;
}

/** Smaller nodes have no room for a shape. */
const SHAPE_FROM_PX = 7;
const NODE_FILL = 0.82;

/** Draws the whole map on an empty canvas, one path per style: ten thousand nodes take a few milliseconds. */
export function drawNodeMap(context: CanvasRenderingContext2D, options: DrawOptions): void {
  const { layout, readings } = options;
  for (const [index, reading] of readings.entries()) {
    const place = layout[index];
    if (place) drawBox(context, place, reading, options);
  }
  drawNodes(context, options);
}

function drawBox(
  context: CanvasRenderingContext2D,
  { box, name }: ClusterBox,
  reading: Reading,
  { colours, unit, fontFamily }: DrawOptions,
): void {
  const wasRead = isOld(reading.freshness);
  const { trouble, colour, width, isDashed } = boxBorder(reading, colours);
  const border = Math.max(1, Math.min(unit * width, box.width * 0.06));
  context.beginPath();
  context.roundRect(box.x + border / 2, box.y + border / 2, box.width - border, box.height - border, unit * 0.5);
  context.fillStyle = colours.panel;
  context.fill();
  if (trouble) {
    context.globalAlpha = 0.16;
    context.fillStyle = trouble;
    context.fill();
    context.globalAlpha = 1;
  }
  if (wasRead) hatch(context, box, unit, colours.hatch);
  context.strokeStyle = colour;
  context.lineWidth = border;
  context.setLineDash(isDashed ? [unit * 0.8, unit * 0.5] : []);
  context.stroke();
  context.setLineDash([]);
  if (name === null) return;
  context.font = `600 ${LABEL * unit}px ${fontFamily}`;
  context.fillStyle = wasRead ? colours.muted : colours.ink;
  context.textBaseline = "top";
  context.fillText(name.text, name.x, name.y);
}

/** Diagonals across a box, clipped by the current path. */
function hatch(context: CanvasRenderingContext2D, { x, y, width, height }: Box, unit: number, colour: string): void {
  context.save();
  context.clip();
  context.beginPath();
  for (let at = x - height; at < x + width; at += unit * 1.4) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.strokeStyle = colour;
  context.lineWidth = unit * 0.15;
  context.globalAlpha = 0.5;
  context.stroke();
  context.restore();
  context.beginPath();
  context.roundRect(x, y, width, height, unit * 0.5);
}

/** The nodes state by state, each state's after those of the one before. */
function drawNodes(context: CanvasRenderingContext2D, { layout, readings, colours }: DrawOptions): void {
  // For each shape, one path per stroke width.
  const traced = (shape: NodeShape) => ({ shape, paths: new Map<number, Path2D>() });
  const looks = NODE_STATES.map((state) => ({
    state,
    shapes: NODE_SHAPES[state].map(traced),
    specks: SPECKS[state].map(traced),
  }));
  for (const [index, reading] of readings.entries()) {
    const cells = layout[index]?.cells;
    if (!cells) continue;
    const tally = nodeTally(reading);
    const half = (cells.pitch / 2) * NODE_FILL;
    let first = 0;
    for (const { state, shapes, specks } of looks) {
      const end = first + tally[state];
      for (const { shape, paths } of cells.pitch < SHAPE_FROM_PX ? specks : shapes) {
        if (first === end) break;
        const path = pathIn(paths, shape.paint === "fill" ? 0 : strokeWidth(half));
        for (let node = first; node < end; node += 1) {
          const x = cells.x + ((node % cells.columns) + 0.5) * cells.pitch;
          const y = cells.y + (Math.floor(node / cells.columns) + 0.5) * cells.pitch;
          shape.trace(path, x, y, half);
        }
      }
      first = end;
    }
  }
  for (const { state, shapes, specks } of looks) {
    for (const { shape, paths } of [...shapes, ...specks]) {
      const colour = shape.paint === "cut" ? colours.panel : colours.node[state];
      context.fillStyle = colour;
      context.strokeStyle = colour;
      for (const [width, path] of paths) {
        context.lineWidth = width;
        if (shape.paint === "fill") context.fill(path);
        else context.stroke(path);
      }
    }
  }
}

/** Rounded to half pixels, so that clusters of about the same size share a path. */
function strokeWidth(half: number): number {
  return Math.max(1, Math.round(half * 0.5) / 2);
}

function pathIn(paths: Map<number, Path2D>, width: number): Path2D {
  const path = paths.get(width) ?? new Path2D();
  paths.set(width, path);
  return path;
}
