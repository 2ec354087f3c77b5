/** Lengths are in units: hundredths of the screen's height, times the screen's scale. */
export interface Area {
  width: number;
  height: number;
}

export const TILE_KINDS = ["big", "medium", "compact", "slim"] as const;
export type TileKind = (typeof TILE_KINDS)[number];

interface TileNeed extends Area {
  /** The kind is meant for at most this many tiles; more tiles get a smaller kind. */
  upTo: number;
  gap: number;
  /** How much larger its content may be drawn if there is room. */
  maxEnlarged: number;
}

/** The minimum each kind needs so that nothing is cut off. Type never gets smaller: what does not fit is left out. */
export const TILE_NEEDS: Record<TileKind, TileNeed> = {
  big: { upTo: 6, width: 50, height: 25, gap: 1.5, maxEnlarged: 1.75 },
  medium: { upTo: 12, width: 36, height: 18.5, gap: 1.25, maxEnlarged: 1.75 },
  compact: { upTo: 24, width: 26, height: 12, gap: 1, maxEnlarged: 1.75 },
  // A larger name would have to be shortened more.
  slim: { upTo: 24, width: 17, height: 4.75, gap: 0.25, maxEnlarged: 1 },
};

export interface TileGrid extends Area {
  kind: TileKind;
  columns: number;
  rows: number;
  gap: number;
  /** How much larger than the minimum a tile's content is drawn. */
  enlargement: number;
}

/** The largest tiles that all fit; `null` if there are too many, so that a map is needed. */
export function tileGrid(count: number, area: Area): TileGrid | null {
  if (count === 0) return null;
  const wanted = TILE_KINDS.filter((kind) => count <= TILE_NEEDS[kind].upTo);
  for (const kind of wanted) {
    const grid = gridOf(kind, count, area);
    if (grid !== null) return grid;
  }
  return null;
}

function gridOf(kind: TileKind, count: number, area: Area): TileGrid | null {
  const need = TILE_NEEDS[kind];
  let best: TileGrid | null = null;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    // An empty column would only make the others narrower.
    if (Math.ceil(count / rows) < columns) continue;
    const width = (area.width - (columns - 1) * need.gap) / columns;
    const height = (area.height - (rows - 1) * need.gap) / rows;
    const room = Math.min(width / need.width, height / need.height);
    if (room < 1 || (best !== null && room <= best.enlargement)) continue;
    best = { kind, columns, rows, width, height, gap: need.gap, enlargement: room };
  }
  return best && { ...best, enlargement: Math.min(need.maxEnlarged, best.enlargement) };
}
