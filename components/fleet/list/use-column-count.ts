"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** How many columns of at least `minWidthPx` fit into an element. */
export function useColumnCount(ref: RefObject<HTMLElement | null>, minWidthPx: number, gapPx: number): number {
  const [columns, setColumns] = useState(1);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setColumns(Math.max(1, Math.floor((element.clientWidth + gapPx) / (minWidthPx + gapPx))));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, minWidthPx, gapPx]);
  return columns;
}
