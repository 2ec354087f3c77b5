"use client";

import { ClusterTriageItem, TRIAGE_HEIGHT_PX } from "./cluster-triage-item";
import { useFleetContext } from "./fleet-context";
import type { Reading } from "./reading";
import { useItemFocus } from "./use-item-focus";
import { useVirtualList } from "./use-virtual-list";

/** On a phone: one cluster below the other, each in three short lines. */
export function ClusterTriage({ readings }: { readings: readonly Reading[] }) {
  const { connections } = useFleetContext();
  const { entryIndex, focusedIndex, listeners } = useItemFocus({
    readings,
    columns: 1,
    scrollTo: (index) => list.scrollToRow(index),
  });
  const list = useVirtualList<HTMLUListElement>({
    rowCount: readings.length,
    rowHeightPx: TRIAGE_HEIGHT_PX,
    focusedRow: focusedIndex,
  });

  return (
    <ul
      ref={list.ref}
      aria-label="Clusters"
      className="relative -mx-4 border-line border-t bg-panel"
      style={{ height: readings.length * TRIAGE_HEIGHT_PX }}
      {...listeners}
    >
      {list.rows.map((index) => {
        const reading = readings[index];
        return (
          reading && (
            <li
              key={reading.cluster.id}
              aria-setsize={readings.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0"
              style={{ top: index * TRIAGE_HEIGHT_PX }}
            >
              <ClusterTriageItem
                {...reading}
                connection={connections.get(reading.cluster.connectionId)}
                isEntry={index === entryIndex}
              />
            </li>
          )
        );
      })}
    </ul>
  );
}
