import type { WallView } from "@/components/status/wall-views";
import { type FittedHeadline, fitHeadline, HEADLINE } from "../frame/fit-headline";
import { unitOf } from "../frame/wall-unit";
import { type Area, TILE_NEEDS, type TileGrid, tileGrid } from "../tiles/tile-grid";
import { LABEL, LINE_HEIGHT } from "../tiles/tile-type";
import { isUprightCrowd, listBeside } from "../views/crowd-areas";
import { listGrid } from "../views/list-grid";
import { letterWidths } from "./letter-widths";

/** What is laid out. */
export interface FirstContent {
  view: WallView;
  headline: readonly [string, ...string[]];
  /** How many clusters there are, and how many problems the view lists. */
  readings: number;
  problems: number;
  scale: number;
  showsCosts: boolean;
}

export interface FirstLayout {
  headline: FittedHeadline;
  grid: Pick<TileGrid, "kind" | "columns" | "rows" | "enlargement" | "gap">;
  /** In units; `null` if the rows share the height there is. */
  rowHeight: number | null;
  /** How many tiles are shown. */
  shown: number;
  /** How many problems there is only room to count. */
  more: number;
  /** The part of the view that the tiles take, the rest of which is the map's; `null` for all of it. */
  beside: { side: "right" | "bottom"; size: number } | null;
}

/** Of the picture: see `WallPicture`. */
const PADDING = { sides: 4, ends: 3, line: 0.5 };
const GAPS = { view: 1.5, band: 1 };
/** Of a label and its value. */
const FIGURE_HEIGHT = (LABEL + 5) * LINE_HEIGHT;
/** Of all figures beside each other, usually. */
const FIGURES_WIDTH = { withCosts: 130, withoutCosts: 50 };
export const MAX_TILES = 24;

/** How a wall would lay out the same on a screen of this shape, as far as that can be known without one. */
export function firstLayout(content: FirstContent, [across, down]: readonly [number, number]): FirstLayout {
  const screen = { width: (across * 100) / down, height: 100 };
  const unit = unitOf(screen, content.scale);
  const picture = { width: screen.width / unit - PADDING.sides, height: screen.height / unit };
  const [first, ...others] = content.headline;
  const rest = others.join(" · ");
  const headline = fitHeadline(first, rest, picture, letterWidths);
  const linesOf = (text: string, type: number) => Math.ceil((letterWidths(text, "bold") * type) / picture.width);
  const restHeight = headline.isRestBeside ? 0 : linesOf(rest, HEADLINE.smallest) * HEADLINE.smallest;
  const headlineHeight = (linesOf(first, headline.size) * headline.size + restHeight) * HEADLINE.lineHeight;
  const figuresWidth = content.showsCosts ? FIGURES_WIDTH.withCosts : FIGURES_WIDTH.withoutCosts;
  const band = headlineHeight + Math.ceil(figuresWidth / picture.width) * (GAPS.band + FIGURE_HEIGHT);
  const stage = {
    width: picture.width,
    height: Math.max(0, picture.height - PADDING.ends - PADDING.line - band - GAPS.view),
  };
  return { headline, ...tilesIn(content, stage) };
}

/** Whether each cluster has a tile, as long as there is room for all of them. */
export function showsAllReadings({ view, readings }: Pick<FirstContent, "view" | "readings">): boolean {
  return view === "fleet" && readings > 0 && readings <= MAX_TILES;
}

function tilesIn(content: FirstContent, stage: Area): Omit<FirstLayout, "headline"> {
  const hasAll = showsAllReadings(content);
  const count = hasAll ? content.readings : content.problems;
  const all = hasAll ? tileGrid(count, stage) : null;
  if (all !== null) return { grid: all, rowHeight: null, shown: count, more: 0, beside: null };
  const hasMap = content.view === "fleet" && content.readings > 0;
  const area = hasMap ? listBeside(stage) : stage;
  const beside: FirstLayout["beside"] = !hasMap
    ? null
    : isUprightCrowd(stage)
      ? { side: "bottom", size: area.height }
      : { side: "right", size: area.width };
  const grid = tileGrid(count, area);
  if (grid !== null && (!hasMap || grid.kind === "big" || grid.kind === "medium")) {
    return { grid, rowHeight: null, shown: count, more: 0, beside };
  }
  const list = listGrid(count, area);
  const shown = Math.min(MAX_TILES, list.shown);
  const { gap } = TILE_NEEDS.compact;
  return {
    grid: { kind: "compact", columns: list.columns, rows: list.rows, gap, enlargement: 1 },
    rowHeight: list.rowHeight,
    shown,
    more: list.hasRoomForMore && !hasAll ? count - shown : 0,
    beside,
  };
}
