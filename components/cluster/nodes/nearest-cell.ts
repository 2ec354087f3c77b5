/** Where a cell of a wrapping grid is on screen: its top left corner, in any unit. */
export interface CellPosition {
  left: number;
  top: number;
}

/** The keys that move through a wrapping grid. */
export const GRID_KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"] as const;
export type GridKey = (typeof GRID_KEYS)[number];

export function isGridKey(key: string): key is GridKey {
  return GRID_KEYS.some((gridKey) => gridKey === key);
}

/**
 * The index a key leads to from `current`. Up and down go by position on screen, since a wrapping grid with groups has no fixed
 * columns: to the nearest row, and to the nearest cell in it. At an edge, it stays.
 */
export function nearestCell(cells: readonly CellPosition[], current: number, key: GridKey): number {
  const last = cells.length - 1;
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, current - 1);
    case "ArrowRight":
      return Math.min(last, current + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "ArrowUp":
      return nearestInNextRow(cells, current, -1);
    case "ArrowDown":
      return nearestInNextRow(cells, current, 1);
  }
}

function nearestInNextRow(cells: readonly CellPosition[], current: number, direction: 1 | -1): number {
  const from = cells[current];
  if (!from) return current;
  let best = current;
  let bestRise = Number.POSITIVE_INFINITY;
  let bestShift = Number.POSITIVE_INFINITY;
  for (const [index, cell] of cells.entries()) {
    const rise = (cell.top - from.top) * direction;
    const shift = Math.abs(cell.left - from.left);
    const isCloser = rise < bestRise || (rise === bestRise && shift < bestShift);
    if (rise > 0 && isCloser) [best, bestRise, bestShift] = [index, rise, shift];
  }
  return best;
}
