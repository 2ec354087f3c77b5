"use client";

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useLayoutEffect } from "react";
import { usePageTop } from "./use-page-top";

const BEYOND_VIEW_PX = 300;

export interface RowsInViewProps {
  /** What the rows begin in. */
  list: RefObject<HTMLElement | null>;
  rowCount: number;
  rowHeightPx: number;
  /** Always among them, or its element would go and take the focus along; -1 when there is none. */
  focusedRow: number;
  onChange: (rows: readonly number[]) => void;
}

/** Tells which rows of a long list are in or near the window, which scrolls as a whole. Loaded when first needed. */
export function RowsInView({ list, rowCount, rowHeightPx, focusedRow, onChange }: RowsInViewProps) {
  const rangeExtractor = useCallback((range: Range) => withRow(defaultRangeExtractor(range), focusedRow), [focusedRow]);
  const virtualizer = useWindowVirtualizer({
    count: rowCount,
    estimateSize: () => rowHeightPx,
    overscan: Math.ceil(BEYOND_VIEW_PX / rowHeightPx),
    scrollMargin: usePageTop(list),
    rangeExtractor,
  });
  const rows = virtualizer.getVirtualIndexes();
  useLayoutEffect(() => onChange(rows), [rows, onChange]);
  return null;
}

function withRow(rows: number[], row: number): number[] {
  return row < 0 || rows.includes(row) ? rows : [...rows, row].sort((left, right) => left - right);
}
