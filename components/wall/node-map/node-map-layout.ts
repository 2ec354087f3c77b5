import { nameOf } from "@/components/status/cluster-words";
import type { Cluster } from "@/lib/contract/fleet";
import { graphemesOf } from "@/lib/domain/text/graphemes";
import type { TextWidth } from "../frame/text-width";
import { shortenMiddle } from "../tiles/shorten-middle";
import { LABEL } from "../tiles/tile-type";
import { type NodeCells, nodeCells } from "./node-cells";
import { type Box, stripMap } from "./strip-map";

export interface MapOptions {
  width: number;
  height: number;
  /** The length of a unit: see `Area`. */
  unit: number;
  widthOf: TextWidth;
}

/** What is in one cluster's box. */
export interface ClusterBox {
  box: Box;
  /** From its top left. `null` if no useful part of the name fits in type readable across the room. */
  name: { text: string; x: number; y: number } | null;
  /** `null` if no node is known. */
  cells: NodeCells | null;
}

/** A name cut shorter would be unrecognisable. */
const FEWEST_CHARACTERS = 7;
const NAME_HEIGHT = LABEL * 1.25;
const MAX_NAME_SHARE = 0.55;
const PADDING = 0.6;
const GAP = 0.4;
const ORDINARY_PITCH = 7;
/** The share of its room that a node fills if there are few. */
const PITCH_SHARE = 0.6;

/** A box for each cluster, sized by its number of nodes, with its name and a square for each node. */
export function nodeMapLayout(
  clusters: readonly Pick<Cluster, "name" | "distinctName" | "nodes">[],
  { width, height, unit, widthOf }: MapOptions,
): ClusterBox[] {
  if (clusters.length === 0 || width <= 0 || height <= 0) return [];
  const counts = clusters.map(({ nodes }) => Math.max(1, nodes.total));
  const total = counts.reduce((sum, count) => sum + count, 0);
  // Even a small cluster has a border and a name.
  const min = total / counts.length / 2;
  const boxes = stripMap(
    counts.map((count) => count + min),
    width,
    height,
  );
  const gap = Math.min(GAP * unit, Math.sqrt((width * height) / clusters.length) * 0.06);
  const maxPitch = Math.max(ORDINARY_PITCH * unit, Math.sqrt((width * height) / total) * PITCH_SHARE);
  return clusters.map(({ nodes, ...named }, index) => {
    const box = inset(boxes[index] ?? { x: 0, y: 0, width: 0, height: 0 }, gap / 2);
    const inner = inset(box, Math.min(PADDING * unit, box.width * 0.1, box.height * 0.1));
    const label = nameIn(inner, nameOf(named), unit, widthOf);
    const labelHeight = label === null ? 0 : NAME_HEIGHT * unit;
    const rest = { ...inner, y: inner.y + labelHeight, height: inner.height - labelHeight };
    return { box, name: label, cells: nodeCells(nodes.total, rest, maxPitch) };
  });
}

/** `null` if the box has too little room for it, or it would leave the nodes too little. */
function nameIn({ x, y, width, height }: Box, name: string, unit: number, widthOf: TextWidth): ClusterBox["name"] {
  if (NAME_HEIGHT * unit > height * MAX_NAME_SHARE) return null;
  const text = shortenMiddle(name, (part) => widthOf(part, "bold") * LABEL * unit <= width);
  return text === name || graphemesOf(text).length >= FEWEST_CHARACTERS ? { text, x, y } : null;
}

function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: Math.max(0, width - 2 * by), height: Math.max(0, height - 2 * by) };
}
