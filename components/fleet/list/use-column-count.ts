"use client";

import { type RefObject, startTransition, useEffect, useState } from "react";

const MIN_WIDTH_PX = 300;
export const GAP_PX = 12;

/** How many columns of tiles fit into an element; `null` until it has been laid out for the first time. */
export function useColumnCount(ref: RefObject<HTMLElement | null>): number | null {
  const [columns, setColumns] = useState<number | null>(null);
  useEffect(() => {
    if (!ref.current) return;
    // The observer knows the width. To ask the element for it would lay out the page once more.
    const observer = new ResizeObserver(([entry]) => {
      if (entry) startTransition(() => setColumns(columnsIn(entry.contentRect.width)));
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref]);
  return columns;
}

function columnsIn(widthPx: number): number {
  return Math.max(1, Math.floor((widthPx + GAP_PX) / (MIN_WIDTH_PX + GAP_PX)));
}
