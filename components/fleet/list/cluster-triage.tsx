"use client";

import { use, useRef } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { AccountsContext } from "@/components/status/source/fleet-context";
import { ClusterTriageItem, TRIAGE_HEIGHT_PX } from "./cluster-triage-item";
import { useItemFocus } from "./use-item-focus";
import { useListRows } from "./use-list-rows";

/** The list on a phone: one cluster below the other, each in three short lines. */
export function ClusterTriage({ readings }: { readings: readonly Reading[] }) {
  const accounts = use(AccountsContext);
  const list = useRef<HTMLUListElement>(null);
  const { entryIndex, focusedIndex, listeners } = useItemFocus(readings, 1);
  const { rows, watch } = useListRows({
    list,
    itemCount: readings.length,
    columns: 1,
    rowHeightPx: TRIAGE_HEIGHT_PX,
    focusedIndex,
  });

  return (
    <>
      <ul
        ref={list}
        aria-label="Clusters"
        className="relative -mx-4 border-line border-t bg-panel"
        style={{ height: readings.length * TRIAGE_HEIGHT_PX }}
        {...listeners}
      >
        {rows.map((index) => {
          const reading = readings[index];
          return (
            reading && (
              <li
                key={reading.cluster.id}
                aria-setsize={readings.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 scroll-my-14"
                style={{ top: index * TRIAGE_HEIGHT_PX }}
              >
                <ClusterTriageItem
                  {...reading}
                  account={accounts.get(reading.cluster.accountId)}
                  isEntry={index === entryIndex}
                />
              </li>
            )
          );
        })}
      </ul>
      {watch}
    </>
  );
}
