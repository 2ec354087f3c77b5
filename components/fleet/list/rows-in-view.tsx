"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, startTransition, useLayoutEffect } from "react";
import { usePageTop } from "@/components/ui/use-page-top";

const BEYOND_VIEW_PX = 300;

interface RowsInViewProps {
  /** The element that holds the rows. */
  list: RefObject<HTMLElement | null>;
  rowCount: number;
  rowHeightPx: number;
  onChange: (rows: readonly number[]) => void;
}

/** Reports which rows of a long list are in or near the viewport as the page scrolls. Loaded when first needed. */
export function RowsInView({ list, rowCount, rowHeightPx, onChange }: RowsInViewProps) {
  const virtualizer = useWindowVirtualizer({
    count: rowCount,
    estimateSize: () => rowHeightPx,
    overscan: Math.ceil(BEYOND_VIEW_PX / rowHeightPx),
    scrollMargin: usePageTop(list),
  });
  const rows = virtualizer.getVirtualIndexes();
  const { isScrolling } = virtualizer;
  useLayoutEffect(() => {
    // Someone who scrolls must see them in the next frame. Otherwise, nobody waits for what is out of view.
    if (isScrolling) onChange(rows);
    else startTransition(() => onChange(rows));
  }, [rows, isScrolling, onChange]);
  return null;
}
