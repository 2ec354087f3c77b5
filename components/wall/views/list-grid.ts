import { type Area, TILE_NEEDS } from "../tiles/tile-grid";

const MORE_HEIGHT = 4.75;
/** Lower than a compact tile, because rows with a problem show no rate. */
export const ROW_HEIGHT = 10;

export interface ListGrid {
  columns: number;
  rows: number;
  rowHeight: number;
  columnWidth: number;
  /** Of all rows. */
  height: number;
  /** How many fit. */
  shown: number;
  /** Whether there is room to say how many more there are. */
  hasRoomForMore: boolean;
}

/** As many rows with a problem as fit into a list of so many. */
export function listGrid(problems: number, area: Area): ListGrid {
  const { gap } = TILE_NEEDS.compact;
  const columns = Math.max(1, Math.floor(area.width / 50));
  const rowsIn = (room: number) => Math.max(0, Math.floor((room + gap) / (ROW_HEIGHT + gap)));
  const isAll = problems <= columns * rowsIn(area.height);
  const max = (isAll ? 0 : rowsIn(area.height - MORE_HEIGHT)) || rowsIn(area.height);
  const shown = Math.min(problems, columns * max);
  const rows = Math.ceil(shown / columns);
  const height = rows === 0 ? 0 : rows * (ROW_HEIGHT + gap) - gap;
  return {
    ...{ columns, rows, rowHeight: ROW_HEIGHT, height, shown },
    columnWidth: (area.width - (columns - 1) * gap) / columns,
    hasRoomForMore: height + MORE_HEIGHT <= area.height,
  };
}
