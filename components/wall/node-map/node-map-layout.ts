import { nameOf } from "@/components/status/cluster-words";
import type { Cluster } from "@/lib/contract/fleet";
import { graphemesOf } from "@/lib/domain/text/graphemes";
import type { TextWidth } from "../frame/text-width";
import { shortenMiddle } from "../tiles/shorten-middle";
import { LABEL } from "../tiles/tile-type";
import { type NodeCells, nodeCells } from "./node-cells";
import { type Box, stripMap } from "./strip-map";

/** All in pixels of the canvas. */
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
  /** From its top left, counted from the box's. `null` if no useful part of the name fits in type readable across the room. */
  name: { text: string; x: number; y: number } | null;
  /** Counted from the box's top left. `null` if no node is known. */
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

type MappedCluster = Pick<Cluster, "name" | "distinctName" | "nodes">;

/** What is in the box of each cluster: its name and a square for each of its nodes. `boxes` are from `clusterBoxes`. */
export function nodeMapLayout(
  clusters: readonly MappedCluster[],
  boxes: readonly Box[],
  options: MapOptions,
): ClusterBox[] {
  const { width, height, unit } = options;
  const total = clusters.reduce((sum, { nodes }) => sum + weightOf(nodes.total), 0);
  const maxPitch = Math.max(ORDINARY_PITCH * unit, Math.sqrt((width * height) / total) * PITCH_SHARE);
  return boxes.flatMap((box, index) => {
    const cluster = clusters[index];
    if (cluster === undefined) return [];
    const inner = innerOf(box, options);
    const name = nameIn(inner, cluster, options);
    const nameHeight = name === null ? 0 : NAME_HEIGHT * unit;
    const rest = { ...inner, y: inner.y + nameHeight, height: inner.height - nameHeight };
    return { box, name, cells: nodeCells(cluster.nodes.total, rest, maxPitch) };
  });
}

/** How many clusters would have no name in their box. */
export function countUnnamed(clusters: readonly MappedCluster[], boxes: readonly Box[], options: MapOptions): number {
  const isUnnamed = (cluster: MappedCluster, box: Box | undefined) =>
    box !== undefined && nameIn(innerOf(box, options), cluster, options) === null;
  return clusters.filter((cluster, index) => isUnnamed(cluster, boxes[index])).length;
}

/** A box for each cluster, sized by its number of nodes. */
export function clusterBoxes(nodeCounts: readonly number[], { width, height, unit }: MapOptions): Box[] {
  if (nodeCounts.length === 0 || width <= 0 || height <= 0) return [];
  const weights = nodeCounts.map(weightOf);
  // Even a small cluster has a border and a name.
  const min = weights.reduce((sum, weight) => sum + weight, 0) / weights.length / 2;
  const gap = Math.round(Math.min(GAP * unit, Math.sqrt((width * height) / weights.length) * 0.06));
  const boxes = stripMap(
    weights.map((weight) => weight + min),
    width,
    height,
  );
  return boxes.map((box) => apart(box, gap));
}

function weightOf(nodes: number): number {
  return Math.max(1, nodes);
}

/** A box without the gap between it and the next ones. */
function apart({ x, y, width, height }: Box, gap: number): Box {
  const before = Math.floor(gap / 2);
  return { x: x + before, y: y + before, width: Math.max(0, width - gap), height: Math.max(0, height - gap) };
}

/** Where there is room in a box, counted from its top left. */
function innerOf({ width, height }: Box, { unit }: MapOptions): Box {
  const padding = Math.min(PADDING * unit, width * 0.1, height * 0.1);
  return { x: padding, y: padding, width: width - 2 * padding, height: height - 2 * padding };
}

/** `null` if the box has too little room for it, or it would leave the nodes too little. */
function nameIn(
  { x, y, width, height }: Box,
  cluster: MappedCluster,
  { unit, widthOf }: MapOptions,
): ClusterBox["name"] {
  if (NAME_HEIGHT * unit > height * MAX_NAME_SHARE) return null;
  const name = nameOf(cluster);
  const text = shortenMiddle(name, (part) => widthOf(part, "bold") * LABEL * unit <= width);
  return text === name || graphemesOf(text).length >= FEWEST_CHARACTERS ? { text, x, y } : null;
}
