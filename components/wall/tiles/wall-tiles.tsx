"use client";

import { use } from "react";
import { AccountsContext } from "@/components/status/source/fleet-context";
import { type Problem, problemKey } from "../views/wall-problems";
import { useWallMeasure } from "../wall-context";
import { AccountTile } from "./account-tile";
import type { TileGrid } from "./tile-grid";
import { WallTile } from "./wall-tile";

/** Tiles in a grid that was laid out for their number. */
export function WallTiles({ items, grid, label }: { items: readonly Problem[]; grid: TileGrid; label: string }) {
  const { unit } = useWallMeasure();
  const accounts = use(AccountsContext);
  const { kind, columns, rows, width, height, gap, enlargement } = grid;
  const own = { kind, width: width / enlargement, height: height / enlargement };
  return (
    <ul
      aria-label={label}
      className="grid h-full"
      style={{
        gap: gap * unit,
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
      }}
    >
      {items.map((item) => (
        <li key={problemKey(item)} className="min-h-0 min-w-0" style={{ "--spacing": `${unit * enlargement}px` }}>
          {"reading" in item ? (
            <WallTile {...item.reading} {...own} account={accounts.get(item.reading.cluster.accountId)?.label} />
          ) : (
            <AccountTile {...item} {...own} />
          )}
        </li>
      ))}
    </ul>
  );
}
