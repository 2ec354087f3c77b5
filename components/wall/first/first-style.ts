import { MIN_WIDTH_UNITS } from "../frame/wall-unit";
import { TILE_TYPE } from "../tiles/tile-type";
import { type FirstContent, type FirstLayout, firstLayout } from "./first-layout";

/** Usual shapes of screens, width to height, from narrow to wide. A screen in between is laid out as the narrower one. */
const SHAPES = [
  [9, 20],
  [9, 16],
  [3, 4],
  [1, 1],
  [5, 4],
  [4, 3],
  [3, 2],
  [16, 10],
  [16, 9],
  [21, 9],
  [32, 9],
] as const;

/**
 * The style of the first picture, for any screen: it is in the page itself, and the server that writes the page does not know
 * the screen.
 */
export function firstStyle(id: string, content: FirstContent): string {
  // As `unitOf`.
  const unit = `min(${content.scale}vh,max(1vh,${100 / MIN_WIDTH_UNITS}vw))`;
  const byShape = SHAPES.map((shape, index) => {
    const rules = rulesOf(id, firstLayout(content, shape));
    return index === 0 ? rules : `@media (min-aspect-ratio:${shape.join("/")}){${rules}}`;
  });
  return [`#${id}{--unit:${unit};--spacing:var(--unit)}`, ...byShape].join("");
}

function rulesOf(id: string, { headline, grid, rowHeight, shown, more, beside }: FirstLayout): string {
  const { kind, columns, rows, enlargement, gap } = grid;
  const { padX, padY, mark, head, name, value } = TILE_TYPE[kind];
  const isRoomy = kind === "big" || kind === "medium";
  const row = rowHeight === null ? "minmax(0,1fr)" : `calc(var(--unit)*${rowHeight})`;
  const variables = {
    "headline-size": headline.size,
    "headline-flow": headline.isRestBeside ? "row" : "column",
    stage: stageTemplate(beside),
    columns: Math.max(1, columns),
    rows: rows === 0 ? "none" : `repeat(${rows},${row})`,
    // A list is as high as its rows.
    grow: rowHeight === null ? "1 1 0" : "none",
    gap,
    enlargement,
    ...{ "pad-x": padX, "pad-y": padY, "mark-size": mark, "head-size": head, "name-size": name, "value-size": value },
    // Which parts of a tile are shown.
    roomy: isRoomy ? "flex" : "none",
    compact: kind === "compact" ? "flex" : "none",
    "small-mark": isRoomy ? "none" : "block",
    foot: kind === "slim" ? "none" : "block",
    justify: kind === "slim" ? "center" : "normal",
    more: `"${more > 0 ? `and ${more} more ${more === 1 ? "problem" : "problems"}` : ""}"`,
  };
  const tiles = `#${id} [data-tiles]>:nth-child`;
  const declarations = Object.entries(variables).map(([variable, is]) => `--${variable}:${is}`);
  return `#${id}{${declarations.join(";")}}${tiles}(n){display:none}${tiles}(-n+${shown}){display:block}`;
}

function stageTemplate(beside: FirstLayout["beside"]): string {
  if (beside === null) return "minmax(0,1fr)/minmax(0,1fr)";
  const tracks = `minmax(0,1fr) calc(var(--unit)*${beside.size})`;
  return beside.side === "right" ? `minmax(0,1fr)/${tracks}` : `${tracks}/minmax(0,1fr)`;
}
