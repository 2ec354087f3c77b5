"use client";

import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";

interface VirtualListOptions {
  rowCount: number;
  rowHeightPx: number;
  /** The row with the focus: it stays rendered wherever the page is scrolled, or the focus would be lost. */
  focusedRow: number;
}

/** The rows of a list that are in or near the window, which scrolls as a whole. Give `ref` to the element the rows begin in. */
export function useVirtualList<T extends HTMLElement>({ rowCount, rowHeightPx, focusedRow }: VirtualListOptions) {
  const ref = useRef<T>(null);
  const [top, setTop] = useState(0);
  // What stands above the list may change its height at any render.
  useLayoutEffect(() => {
    if (ref.current) setTop(Math.round(ref.current.getBoundingClientRect().top + window.scrollY));
  });
  const virtualizer = useWindowVirtualizer({
    count: rowCount,
    estimateSize: () => rowHeightPx,
    overscan: 6,
    scrollMargin: top,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      if (focusedRow < 0 || focusedRow >= rowCount || rows.includes(focusedRow)) return rows;
      return [...rows, focusedRow].sort((left, right) => left - right);
    },
  });
  return {
    ref,
    heightPx: rowCount * rowHeightPx,
    rows: virtualizer.getVirtualItems().map(({ index }) => ({ index, topPx: index * rowHeightPx })),
    scrollToRow: (row: number) => virtualizer.scrollToIndex(row, { align: "auto" }),
  };
}
