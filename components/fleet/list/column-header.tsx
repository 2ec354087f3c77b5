"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ChangeFleetView, FleetView } from "../use-fleet-view";
import type { ClusterColumn } from "./cluster-columns";

interface ColumnHeaderProps {
  column: ClusterColumn;
  view: FleetView;
  onChange: ChangeFleetView;
}

/** A column's name; a click sorts by it, another click reverses the order. */
export function ColumnHeader({ column: { label, sort, width, isNumber }, view, onChange }: ColumnHeaderProps) {
  const isSorted = sort !== null && view.sort === sort;
  const isAscending = (sort === "name") !== view.reverse;
  const Arrow = isAscending ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      style={{ width }}
      aria-sort={isSorted ? (isAscending ? "ascending" : "descending") : undefined}
      className={clsx(
        "h-9 border-line border-b px-3 text-xs font-medium text-muted",
        isNumber ? "text-right" : "text-left",
      )}
    >
      {sort === null ? (
        label
      ) : (
        <button
          type="button"
          onClick={() => onChange({ sort, reverse: isSorted && !view.reverse })}
          className={clsx("inline-flex items-center gap-1 rounded hover:text-ink", isSorted && "text-ink")}
        >
          {label}
          {isSorted && <Arrow size={12} aria-hidden />}
        </button>
      )}
    </th>
  );
}
