import { LABEL } from "../tiles/tile-type";
import type { ClusterPicture } from "./cluster-picture";
import type { MapColours } from "./map-colours";
import { NODE_SHAPES, SPECKS } from "./node-shapes";
import { NODE_STATES } from "./node-states";
import type { Box } from "./strip-map";

export interface MapStyle {
  colours: MapColours;
  /** See `Area`. */
  unit: number;
  fontFamily: string;
}

/** Smaller nodes have no room for a shape. */
const SHAPE_FROM_PX = 7;
const NODE_FILL = 0.82;

/** Draws one cluster where nothing is yet. Nothing is drawn outside its box, so each can be drawn again without the others. */
export function drawCluster(context: CanvasRenderingContext2D, picture: ClusterPicture, style: MapStyle): void {
  const { x, y, width, height } = picture.box;
  context.save();
  context.translate(x, y);
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  drawBox(context, picture, style);
  drawName(context, picture, style);
  drawNodes(context, picture, style.colours);
  context.restore();
}

function drawBox(context: CanvasRenderingContext2D, picture: ClusterPicture, { colours, unit }: MapStyle): void {
  const { trouble, colour, width, isDashed } = picture.border;
  const border = Math.max(1, Math.min(unit * width, picture.box.width * 0.06));
  traceBox(context, picture.box, border, unit);
  context.fillStyle = colours.panel;
  context.fill();
  if (trouble) {
    context.globalAlpha = 0.16;
    context.fillStyle = trouble;
    context.fill();
    context.globalAlpha = 1;
  }
  if (picture.wasRead) {
    hatch(context, picture.box, unit, colours.hatch);
    traceBox(context, picture.box, border, unit);
  }
  context.strokeStyle = colour;
  context.lineWidth = border;
  context.setLineDash(isDashed ? [unit * 0.8, unit * 0.5] : []);
  context.stroke();
}

/** The middle of the border. */
function traceBox(context: CanvasPath & CanvasDrawPath, { width, height }: Box, border: number, unit: number): void {
  context.beginPath();
  context.roundRect(border / 2, border / 2, Math.max(0, width - border), Math.max(0, height - border), unit * 0.5);
}

/** Diagonals across a box, clipped by the current path. */
function hatch(context: CanvasRenderingContext2D, { width, height }: Box, unit: number, colour: string): void {
  context.save();
  context.clip();
  context.beginPath();
  for (let at = -height; at < width; at += unit * 1.4) {
    context.moveTo(at, height);
    context.lineTo(at + height, 0);
  }
  context.strokeStyle = colour;
  context.lineWidth = unit * 0.15;
  context.globalAlpha = 0.5;
  context.stroke();
  context.restore();
}

function drawName(
  context: CanvasRenderingContext2D,
  { name, wasRead }: ClusterPicture,
  { colours, unit, fontFamily }: MapStyle,
): void {
  if (name === null) return;
  context.font = `600 ${LABEL * unit}px ${fontFamily}`;
  context.fillStyle = wasRead ? colours.muted : colours.ink;
  context.textBaseline = "top";
  context.fillText(name.text, name.x, name.y);
}

/** The nodes state by state, each state's after those of the one before: one path for each layer of a shape. */
function drawNodes(context: CanvasRenderingContext2D, { cells, tally }: ClusterPicture, colours: MapColours): void {
  if (cells === null) return;
  const { columns, pitch } = cells;
  const half = (pitch / 2) * NODE_FILL;
  const looks = pitch < SHAPE_FROM_PX ? SPECKS : NODE_SHAPES;
  context.lineWidth = Math.max(1, Math.round(half * 0.5) / 2);
  context.setLineDash([]);
  let first = 0;
  for (const state of NODE_STATES) {
    const end = first + tally[state];
    if (end === first) continue;
    for (const { paint, trace } of looks[state]) {
      context.beginPath();
      for (let node = first; node < end; node += 1) {
        const x = cells.x + ((node % columns) + 0.5) * pitch;
        const y = cells.y + (Math.floor(node / columns) + 0.5) * pitch;
        trace(context, x, y, half);
      }
      const colour = paint === "cut" ? colours.panel : colours.node[state];
      context.fillStyle = colour;
      context.strokeStyle = colour;
      if (paint === "fill") context.fill();
      else context.stroke();
    }
    first = end;
  }
}
