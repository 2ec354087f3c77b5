"use client";

import { lazy, type RefObject, Suspense, useState } from "react";

const RowsInView = lazy(async () => ({ default: (await import("./rows-in-view")).RowsInView }));

/** Up to here a list is rendered whole: fewer moving parts, and nothing more to load. */
const WHOLE_UP_TO_ITEMS = 60;
const FIRST_ROWS = rowsUpTo(20);

interface ListRowsOptions {
  list: RefObject<HTMLElement | null>;
  itemCount: number;
  /** How many items stand beside each other. */
  columns: number;
  rowHeightPx: number;
  /** -1 when no item has the focus. */
  focusedIndex: number;
}

/** Which rows of a list to render: all of a short list, those near the window of a long one. `watch` is to be rendered beside it. */
export function useListRows({ list, itemCount, columns, rowHeightPx, focusedIndex }: ListRowsOptions) {
  const [inView, setInView] = useState<readonly number[]>(FIRST_ROWS);
  const rowCount = Math.ceil(itemCount / columns);
  if (itemCount <= WHOLE_UP_TO_ITEMS) return { rowCount, rows: rowsUpTo(rowCount), watch: null };
  const watch = (
    <Suspense>
      <RowsInView
        list={list}
        rowCount={rowCount}
        rowHeightPx={rowHeightPx}
        focusedRow={Math.floor(focusedIndex / columns)}
        onChange={setInView}
      />
    </Suspense>
  );
  return { rowCount, rows: inView.filter((row) => row < rowCount), watch };
}

function rowsUpTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, row) => row);
}
