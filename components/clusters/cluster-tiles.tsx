"use client";

import { useRef } from "react";
import { ClusterTile, TILE_HEIGHT_PX } from "./cluster-tile";
import { useFleetContext } from "./fleet-context";
import type { Reading } from "./reading";
import { useColumnCount } from "./use-column-count";
import { useItemFocus } from "./use-item-focus";
import { useVirtualList } from "./use-virtual-list";

const MIN_WIDTH_PX = 300;
const GAP_PX = 12;
const ROW_HEIGHT_PX = TILE_HEIGHT_PX + GAP_PX;

/** The wall of tiles, of which only those near the window exist. */
export function ClusterTiles({ readings }: { readings: readonly Reading[] }) {
  const { connections } = useFleetContext();
  const container = useRef<HTMLDivElement>(null);
  const columns = useColumnCount(container, MIN_WIDTH_PX, GAP_PX);
  const rowCount = Math.ceil(readings.length / columns);
  const { entryIndex, focusedIndex, listeners } = useItemFocus({
    readings,
    columns,
    scrollTo: (index) => list.scrollToRow(Math.floor(index / columns)),
  });
  const list = useVirtualList<HTMLUListElement>({
    rowCount,
    rowHeightPx: ROW_HEIGHT_PX,
    focusedRow: Math.floor(focusedIndex / columns),
  });

  return (
    <div ref={container}>
      <ul
        ref={list.ref}
        aria-label="Clusters"
        className="relative"
        style={{ height: rowCount * ROW_HEIGHT_PX }}
        {...listeners}
      >
        {list.rows.flatMap((row) =>
          readings.slice(row * columns, (row + 1) * columns).map((reading, column) => (
            <li
              key={reading.cluster.id}
              aria-setsize={readings.length}
              aria-posinset={row * columns + column + 1}
              className="absolute"
              style={{
                top: row * ROW_HEIGHT_PX,
                left: `calc((100% + ${GAP_PX}px) / ${columns} * ${column})`,
                width: `calc((100% + ${GAP_PX}px) / ${columns} - ${GAP_PX}px)`,
              }}
            >
              <ClusterTile
                {...reading}
                connection={connections.get(reading.cluster.connectionId)}
                isEntry={row * columns + column === entryIndex}
              />
            </li>
          )),
        )}
      </ul>
    </div>
  );
}
