"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, type UIEvent, useEffect, useId, useLayoutEffect, useRef } from "react";
import type { LogLine } from "./log-levels";
import { LogLineRow } from "./log-line-row";

const LINE_HEIGHT_PX = 20;
const LINES_BEYOND_VIEW = 10;

interface LogLinesProps {
  lines: readonly LogLine[];
  search: string;
  wraps: boolean;
  /** Keeps the newest line in view. */
  isFollowed: boolean;
  /** The reader has scrolled away from the newest line. */
  onLeaveEnd: () => void;
  /** The position of the line that keys move and that is copied. */
  active: number | null;
  onActivate: (index: number) => void;
  onCopy: () => void;
}

/** Any number of lines, of which only those in or near view are in the DOM. */
export function LogLines(props: LogLinesProps) {
  const { lines, search, wraps, isFollowed, onLeaveEnd, active, onActivate, onCopy } = props;
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const lastTopPx = useRef(0);
  const last = lines.length - 1;
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => list.current,
    estimateSize: () => LINE_HEIGHT_PX,
    overscan: LINES_BEYOND_VIEW,
  });
  const rows = virtualizer.getVirtualItems();
  const lineId = (index: number) => `${listId}-${index}`;

  const isWrapped = useRef(wraps);
  useLayoutEffect(() => {
    if (isWrapped.current === wraps) return;
    isWrapped.current = wraps;
    // All heights have changed; the line that was at the top stays there.
    const top = virtualizer.range?.startIndex ?? 0;
    virtualizer.measure();
    virtualizer.scrollToIndex(top, { align: "start" });
  }, [virtualizer, wraps]);
  useEffect(() => {
    if (isFollowed && lines.length > 0) virtualizer.scrollToIndex(lines.length - 1, { align: "end" });
  }, [virtualizer, isFollowed, lines]);
  useEffect(() => {
    if (active !== null) virtualizer.scrollToIndex(active);
  }, [virtualizer, active]);

  function onScroll({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent<HTMLElement>) {
    // Lines taller than estimated also push the end away, but they never scroll the view up.
    const hasGoneUp = scrollTop < lastTopPx.current - 1;
    lastTopPx.current = scrollTop;
    if (isFollowed && hasGoneUp && scrollHeight - scrollTop - clientHeight > LINE_HEIGHT_PX) onLeaveEnd();
  }
  function onClick({ target }: MouseEvent) {
    const row = target instanceof Element ? target.closest("[data-index]") : null;
    if (row && document.getSelection()?.isCollapsed !== false) onActivate(Number(row.getAttribute("data-index")));
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") onCopy();
    const target = placeAfter(event.key, active ?? last + 1, last, Math.max(1, rows.length - 2 * LINES_BEYOND_VIEW));
    if (target === null) return;
    event.preventDefault();
    onActivate(target);
  }

  const hasTimes = lines.some(({ at }) => at !== null);
  const hasLevels = lines.some(({ level }) => level !== null);
  const isActiveShown = rows.some(({ index }) => index === active);
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label="Log lines"
      aria-activedescendant={active !== null && isActiveShown ? lineId(active) : undefined}
      className="h-[32rem] overflow-auto [overflow-anchor:none] rounded-lg border border-line bg-panel py-1.5 font-mono text-xs leading-5 [font-variant-ligatures:none]"
      onScroll={onScroll}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div
        className={wraps ? "w-full" : "w-max min-w-full"}
        style={{ height: virtualizer.getTotalSize(), paddingTop: rows[0]?.start ?? 0 }}
      >
        {rows.map(({ index }) => {
          const line = lines[index];
          return (
            line && (
              <LogLineRow
                key={index}
                ref={wraps ? virtualizer.measureElement : undefined}
                id={lineId(index)}
                isActive={index === active}
                count={lines.length}
                {...{ line, index, search, hasTimes, hasLevels, wraps }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** Where a key leads from a position; `null` for a key that leads nowhere. */
function placeAfter(key: string, from: number, last: number, page: number): number | null {
  const places = new Map([
    ["ArrowUp", from - 1],
    ["ArrowDown", from + 1],
    ["PageUp", from - page],
    ["PageDown", from + page],
    ["Home", 0],
    ["End", last],
  ]);
  const place = places.get(key);
  return place === undefined || last < 0 ? null : Math.min(last, Math.max(0, place));
}
