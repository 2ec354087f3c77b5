import type { Cluster } from "@/lib/contract/fleet";
import { type NodeCells, nodeCells } from "./node-cells";
import { shortenMiddle } from "./shorten-middle";
import { type Box, stripMap } from "./strip-map";
import type { TextWidth } from "./text-width";

export interface MapOptions {
  width: number;
  height: number;
  /** The length of a unit: see `Area`. */
  unit: number;
  widthOf: TextWidth;
}

/** What stands in one cluster's box. */
export interface ClusterBox {
  box: Box;
  /** From its upper left; its size in units. `null` where no useful part of the name has room. */
  name: { text: string; size: number; x: number; y: number } | null;
  /** `null` where no node is known. */
  cells: NodeCells | null;
}

/** Type that is read across the room, and the smallest that somebody who walks up can read; in units. */
const NAME_SIZES = [3, 2.5, 2, 1.6];
/** Of a name cut shorter nobody can tell what it was. */
const FEWEST_CHARACTERS = 7;
/** Names are of one size where it suits so many of them. */
const MOST = 0.8;
const NAME_LINE = 1.35;
const PADDING = 0.6;
const GAP = 0.4;
const MOST_PITCH = 7;

/** Every cluster with a box of its own, as large as it has nodes, and in it its name and a square for each node. */
export function nodeMapLayout(
  clusters: readonly Pick<Cluster, "name" | "nodes">[],
  { width, height, unit, widthOf }: MapOptions,
): ClusterBox[] {
  if (clusters.length === 0 || width <= 0 || height <= 0) return [];
  const counts = clusters.map(({ nodes }) => Math.max(1, nodes.total));
  // A small cluster has a border and a name as well.
  const least = counts.reduce((sum, count) => sum + count, 0) / counts.length / 2;
  const boxes = stripMap(
    counts.map((count) => count + least),
    width,
    height,
  );
  const gap = Math.min(GAP * unit, Math.sqrt((width * height) / clusters.length) * 0.06);
  const places = clusters.map(({ name, nodes }, index) => {
    const box = inset(boxes[index] ?? { x: 0, y: 0, width: 0, height: 0 }, gap / 2);
    return { name, nodes, box, inner: inset(box, Math.min(PADDING * unit, box.width * 0.1, box.height * 0.1)) };
  });
  const hasRoom = (size: number) =>
    places.filter(({ name, inner }) => nameAt(size, name, inner, unit, widthOf) !== null).length >=
    MOST * places.length;
  const usual = NAME_SIZES.findIndex(hasRoom);
  return places.map(({ name, nodes, box, inner }) => {
    const label = nameIn(NAME_SIZES.slice(Math.max(0, usual)), name, inner, unit, widthOf);
    const labelHeight = label === null ? 0 : label.size * NAME_LINE * unit;
    const rest = { ...inner, y: inner.y + labelHeight, height: inner.height - labelHeight };
    return { box, name: label, cells: nodeCells(nodes.total, rest, MOST_PITCH * unit) };
  });
}

/** In the first of these sizes that does. */
function nameIn(
  sizes: readonly number[],
  name: string,
  box: Box,
  unit: number,
  widthOf: TextWidth,
): ClusterBox["name"] {
  for (const size of sizes) {
    const label = nameAt(size, name, box, unit, widthOf);
    if (label !== null) return label;
  }
  return null;
}

/** `null` where that type leaves the nodes too little of the box, or the box too little of the name. */
function nameAt(size: number, name: string, { x, y, width, height }: Box, unit: number, widthOf: TextWidth) {
  if (size * NAME_LINE * unit > height * 0.45) return null;
  const text = shortenMiddle(name, (part) => widthOf(part, "bold") * size * unit <= width);
  return text === name || [...text].length >= FEWEST_CHARACTERS ? { text, size, x, y } : null;
}

function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: Math.max(0, width - 2 * by), height: Math.max(0, height - 2 * by) };
}
