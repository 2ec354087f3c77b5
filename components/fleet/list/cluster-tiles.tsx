"use client";

import { use, useRef } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { AccountsContext } from "@/components/status/source/fleet-context";
import { ClusterTile, TILE_HEIGHT_PX } from "./cluster-tile";
import { useColumnCount } from "./use-column-count";
import { useItemFocus } from "./use-item-focus";
import { useListRows } from "./use-list-rows";

const MIN_WIDTH_PX = 300;
const GAP_PX = 12;
const ROW_HEIGHT_PX = TILE_HEIGHT_PX + GAP_PX;

/** The grid of tiles. Only those near the viewport exist. */
export function ClusterTiles({ readings }: { readings: readonly Reading[] }) {
  const accounts = use(AccountsContext);
  const list = useRef<HTMLUListElement>(null);
  const columns = useColumnCount(list, MIN_WIDTH_PX, GAP_PX);
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
