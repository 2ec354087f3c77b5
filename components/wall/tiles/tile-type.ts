import type { CSSProperties } from "react";
import type { TileKind } from "./tile-grid";

/** Sizes within a tile, in units, multiplied by the tile's enlargement. Labels are at least 3, values at least 5. */
export interface TileType {
  padX: number;
  padY: number;
  mark: number;
  head: number;
  name: number;
  value: number;
}

export const LABEL = 3;
export const LINE_HEIGHT = 1.2;

export const TILE_TYPE: Record<TileKind, TileType> = {
  big: { padX: 2, padY: 1.5, mark: 4, head: 3.5, name: 5.5, value: 6 },
  medium: { padX: 1.5, padY: 1, mark: 3.25, head: 3, name: 4, value: 5 },
  compact: { padX: 1.25, padY: 0.75, mark: 3, head: 3, name: 3.25, value: 5 },
  slim: { padX: 0.75, padY: 0.25, mark: 2.75, head: 3, name: 3, value: 5 },
};

/** A font size in units, wherever the unit is set. */
export function typeOf(size: number): CSSProperties {
  return { fontSize: `calc(var(--spacing) * ${size})` };
}

export interface TileLines {
  /** How many lines are available for the reason, or for what the cluster is. */
  notes: number;
  machine: boolean;
  sparkline: boolean;
}

const MAX_NOTES = 3;
const SPARKLINE = 3.5;
/** On both sides: see `TileShell`. */
export const BORDERS = 0.5;

/** What fits in a tile of this height besides its head, its name and its value. */
export function tileLines(kind: TileKind, height: number, hasMuchToSay: boolean): TileLines {
  const { padY, mark, name, value } = TILE_TYPE[kind];
  const line = LABEL * LINE_HEIGHT;
  let left = height - BORDERS - 2 * padY - (mark + name + value) * LINE_HEIGHT;
  const take = (needed: number) => {
    if (left < needed) return false;
    left -= needed;
    return true;
  };
  let notes = take(line) ? 1 : 0;
  const machine = take(line);
  while (hasMuchToSay && notes > 0 && notes < MAX_NOTES && take(line)) notes += 1;
  return { notes, machine, sparkline: take(SPARKLINE) };
}
