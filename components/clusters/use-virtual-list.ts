"use client";

import { useLayoutEffect, useRef, useState } from "react";

const ROWS_BEYOND_VIEW = 6;
/** Room for what sticks to the window's edges, so that the focused row is never under it. */
const STICKY_PX = 56;

interface VirtualListOptions {
  rowCount: number;
  rowHeightPx: number;
  /** The row with the focus: it stays rendered wherever the page is scrolled, or the focus would be lost. */
  focusedRow: number;
}

/**
 * The rows of a list that are in or near the window, which scrolls as a whole. All rows have one height, so nothing is measured
 * but where the list begins. Give `ref` to the element the rows begin in.
 */
export function useVirtualList<T extends HTMLElement>({ rowCount, rowHeightPx, focusedRow }: VirtualListOptions) {
  const ref = useRef<T>(null);
  const [{ first, last }, setRange] = useState({ first: 0, last: -1 });

  // After every render, because what stands above the list may have changed its height.
  useLayoutEffect(() => {
    function update() {
      if (!ref.current) return;
      const hiddenPx = -ref.current.getBoundingClientRect().top;
      const next = {
        first: Math.max(0, Math.floor(hiddenPx / rowHeightPx) - ROWS_BEYOND_VIEW),
        last: Math.min(rowCount - 1, Math.ceil((hiddenPx + window.innerHeight) / rowHeightPx) + ROWS_BEYOND_VIEW),
      };
      setRange((range) => (range.first === next.first && range.last === next.last ? range : next));
    }
    update();
    window.addEventListener("scroll", update, { passive: true });
    window.addEventListener("resize", update);
    return () => {
      window.removeEventListener("scroll", update);
      window.removeEventListener("resize", update);
    };
  });

  function scrollToRow(row: number) {
    if (!ref.current) return;
    const topPx = ref.current.getBoundingClientRect().top + row * rowHeightPx;
    const abovePx = topPx - STICKY_PX;
    const belowPx = topPx + rowHeightPx + STICKY_PX - window.innerHeight;
    if (abovePx < 0) window.scrollBy(0, abovePx);
    else if (belowPx > 0) window.scrollBy(0, belowPx);
  }

  return { ref, rows: visibleRows(first, Math.min(last, rowCount - 1), focusedRow, rowCount), scrollToRow };
}

function visibleRows(first: number, last: number, focusedRow: number, rowCount: number): number[] {
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  if (focusedRow < 0 || focusedRow >= rowCount) return rows;
  if (focusedRow < first) return [focusedRow, ...rows];
  return focusedRow > last ? [...rows, focusedRow] : rows;
}
