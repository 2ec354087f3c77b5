"use client";

import { use, useRef } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { AccountsContext } from "@/components/status/source/fleet-context";
import { ClusterTile, TILE_HEIGHT_PX } from "./cluster-tile";
import { GAP_PX } from "./use-column-count";
import { useItemFocus } from "./use-item-focus";
import { useListRows } from "./use-list-rows";

const ROW_HEIGHT_PX = TILE_HEIGHT_PX + GAP_PX;

interface ClusterTilesProps {
  readings: readonly Reading[];
  /** As many as fit. */
  columns: number;
}

/** The grid of tiles. Only those near the viewport exist. */
export function ClusterTiles({ readings, columns }: ClusterTilesProps) {
  const accounts = use(AccountsContext);
  const list = useRef<HTMLUListElement>(null);
  const { entryIndex, focusedIndex, listeners } = useItemFocus(readings, columns);
  const { rows, rowCount, watch } = useListRows({
    list,
    itemCount: readings.length,
    columns,
    rowHeightPx: ROW_HEIGHT_PX,
    focusedIndex,
  });

  return (
    <>
      <ul
        ref={list}
        aria-label="Clusters"
        className="relative"
        style={{ height: rowCount * ROW_HEIGHT_PX }}
        {...listeners}
      >
        {rows.flatMap((row) =>
          readings.slice(row * columns, (row + 1) * columns).map((reading, column) => (
            <li
              key={reading.cluster.id}
              aria-setsize={readings.length}
              aria-posinset={row * columns + column + 1}
              className="absolute scroll-my-14"
              style={{
                top: row * ROW_HEIGHT_PX,
                left: `calc((100% + ${GAP_PX}px) / ${columns} * ${column})`,
                width: `calc((100% + ${GAP_PX}px) / ${columns} - ${GAP_PX}px)`,
              }}
            >
              <ClusterTile
                {...reading}
                account={accounts.get(reading.cluster.accountId)}
                isEntry={row * columns + column === entryIndex}
              />
            </li>
          )),
        )}
      </ul>
      {watch}
    </>
  );
}
