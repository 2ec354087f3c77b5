import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { NodeColumn } from "./node-columns";
import type { NodeSort } from "./node-order";

/** Sticks to the top of a long table. Its line is a shadow, because a collapsed border would not move with it. */
const HEADER_CELL =
  "sticky top-0 z-20 bg-panel px-3 py-1.5 font-medium shadow-[inset_0_-1px_0_var(--line)] first:rounded-tl-lg first:pl-4 last:rounded-tr-lg last:pr-4";

interface NodeColumnHeaderProps {
  column: NodeColumn;
  sort: NodeSort;
  onSort: (sort: NodeSort) => void;
}

export function NodeColumnHeader({ column: { key, label, className }, sort, onSort }: NodeColumnHeaderProps) {
  const isSorted = sort.key === key;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={clsx(HEADER_CELL, className)}
      aria-sort={isSorted ? (sort.descending ? "descending" : "ascending") : undefined}
    >
      <button
        type="button"
        onClick={() => onSort({ key, descending: isSorted && !sort.descending })}
        className={clsx("inline-flex items-center gap-1 rounded font-medium hover:text-ink", isSorted && "text-ink")}
      >
        {label}
        {isSorted && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  );
}
