import type { Box } from "./strip-map";

/** Squares in rows, from the top left. */
export interface NodeCells {
  columns: number;
  /** The distance from one square to the next. */
  pitch: number;
  x: number;
  y: number;
}

/**
 * The largest squares, up to `maxPitch`, of which `count` fit into a box in rows of about equal length; `null` if there is
 * nothing to place, or no room.
 */
export function nodeCells(count: number, box: Box, maxPitch: number): NodeCells | null {
  if (count === 0 || box.width <= 0 || box.height <= 0) return null;
  // The exact square root is an upper bound; rows or columns that do not divide evenly make the squares smaller.
  const bound = Math.sqrt((box.width * box.height) / count);
  const byColumns = (columns: number) => Math.min(box.width / columns, box.height / Math.ceil(count / columns));
  const byRows = (rows: number) => Math.min(box.height / rows, box.width / Math.ceil(count / rows));
  const across = box.width / bound;
  const down = box.height / bound;
  const largest = Math.max(
    byColumns(Math.ceil(across)),
    byColumns(Math.floor(across) || 1),
    byRows(Math.ceil(down)),
    byRows(Math.floor(down) || 1),
  );
  const pitch = Math.min(maxPitch, largest);
  const max = Math.max(1, Math.floor(box.width / pitch + 1e-9));
  return { columns: Math.ceil(count / Math.ceil(count / max)), pitch, x: box.x, y: box.y };
}
