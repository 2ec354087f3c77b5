"use client";

import { lazy, type RefObject, Suspense, useState } from "react";
import { patiently } from "@/components/ui/patiently";

const RowsInView = lazy(() => patiently(async () => ({ default: (await import("./rows-in-view")).RowsInView })));

/** Up to this length, a list is rendered whole: fewer moving parts, and nothing else to load. */
const WHOLE_UP_TO_ITEMS = 60;
/** The least. */
const ABOVE_LIST_PX = 180;

interface ListRowsOptions {
  list: RefObject<HTMLElement | null>;
  itemCount: number;
  /** How many items are in a row. */
  columns: number;
  rowHeightPx: number;
  /** Its row is always rendered, or the focus would vanish with its element; -1 if no item has the focus. */
  focusedIndex: number;
}

/** Which rows of a list to render: all rows of a short list, those near the viewport of a long one. Render `watch` next to the list. */
export function useListRows({ list, itemCount, columns, rowHeightPx, focusedIndex }: ListRowsOptions) {
  // As many as fit the viewport below what every page has above its list, until `watch` has loaded and knows better.
  const [inView, setInView] = useState(() => rowsUpTo(Math.ceil((window.innerHeight - ABOVE_LIST_PX) / rowHeightPx)));
  const rowCount = Math.ceil(itemCount / columns);
  if (itemCount <= WHOLE_UP_TO_ITEMS) return { rowCount, rows: rowsUpTo(rowCount), watch: null };
  const watch = (
    <Suspense>
      <RowsInView list={list} rowCount={rowCount} rowHeightPx={rowHeightPx} onChange={setInView} />
    </Suspense>
  );
  // Not left to the virtualizer: it reports rows only after a render, and a poll may have moved the focused one.
  const rows = withRow(inView, Math.floor(focusedIndex / columns)).filter((row) => row < rowCount);
  return { rowCount, rows, watch };
}

function withRow(rows: readonly number[], row: number): readonly number[] {
  return row < 0 || rows.includes(row) ? rows : [...rows, row].sort((left, right) => left - right);
}

function rowsUpTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, row) => row);
}
