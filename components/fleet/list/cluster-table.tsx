"use client";

import { Fragment, use, useRef } from "react";
import type { Reading } from "@/components/status/live-cluster";
import { AccountsContext } from "@/components/status/source/fleet-context";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { ChangeFleetView, FleetView } from "../use-fleet-view";
import { clusterColumns } from "./cluster-columns";
import { ClusterRow, ROW_HEIGHT_PX } from "./cluster-row";
import { ColumnHeader } from "./column-header";
import { useItemFocus } from "./use-item-focus";
import { useListRows } from "./use-list-rows";

interface ClusterTableProps {
  readings: readonly Reading[];
  view: FleetView;
  onChange: ChangeFleetView;
}

/** All clusters as a real table. Only rows near the viewport exist; spacer rows stand in for the others. */
export function ClusterTable({ readings, view, onChange }: ClusterTableProps) {
  const accounts = use(AccountsContext);
  const columns = clusterColumns(useFleetSource().showsCosts);
  const body = useRef<HTMLTableSectionElement>(null);
  const { entryIndex, focusedIndex, listeners } = useItemFocus(readings, 1);
  const { rows, rowCount, watch } = useListRows({
    list: body,
    itemCount: readings.length,
    columns: 1,
    rowHeightPx: ROW_HEIGHT_PX,
    focusedIndex,
  });
  const lastBottom = (rows.at(-1) ?? -1) + 1;

  return (
    <div className="overflow-clip rounded-lg border border-line bg-panel max-[1300px]:overflow-x-auto">
      <table className="w-full min-w-[1240px] table-fixed border-collapse text-sm" aria-rowcount={readings.length + 1}>
        <caption className="sr-only">Clusters</caption>
        <thead className="sticky top-0 z-20 bg-panel">
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <ColumnHeader key={column.label} column={column} view={view} onChange={onChange} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} {...listeners}>
          {rows.map((index, position) => {
            const reading = readings[index];
            const gap = index - ((rows[position - 1] ?? -1) + 1);
            return (
              reading && (
                <Fragment key={reading.cluster.id}>
                  <Gap rows={gap} columns={columns.length} />
                  <ClusterRow
                    {...reading}
                    account={accounts.get(reading.cluster.accountId)}
                    isEntry={index === entryIndex}
                    rowIndex={index + 2}
                  />
                </Fragment>
              )
            );
          })}
          <Gap rows={rowCount - lastBottom} columns={columns.length} />
        </tbody>
      </table>
      {watch}
    </div>
  );
}

function Gap({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height: rows * ROW_HEIGHT_PX, padding: 0 }} />
    </tr>
  );
}
