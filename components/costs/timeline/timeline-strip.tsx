"use client";

import { clsx } from "clsx";
import { ChartCursor } from "@/components/charts/chart-cursor";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { StatusMark } from "@/components/status/status-mark";
import { useElementWidth } from "@/components/ui/use-element-size";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { spanWords } from "./span-words";
import type { TimelineSpan } from "./timeline-span";

const ROOM_FOR_MARK_PX = 22;

interface TimelineStripProps {
  /** The id of the element that labels it. */
  labelledBy: string;
  spans: readonly TimelineSpan[];
  window: TimeWindow;
  timeZone: string;
  /** The span being pointed at; `null` for none. */
  chosen: TimelineSpan | null;
  onChoose: (span: TimelineSpan | null) => void;
  isSmall?: boolean;
}

/** States over time: a span's width is its duration, and time nobody watched is hatched. */
export function TimelineStrip({
  labelledBy,
  spans,
  window,
  timeZone,
  chosen,
  onChoose,
  isSmall = false,
}: TimelineStripProps) {
  const { showsCosts } = useFleetSource();
  const { ref, width } = useElementWidth();
  const length = window.to - window.from;
  const active = chosen === null ? -1 : spans.indexOf(chosen);
  return (
    <div
      ref={ref}
      className={clsx("relative overflow-hidden rounded border border-line bg-panel", isSmall ? "h-5" : "h-9")}
    >
      {spans.map((span, index) => {
        const share = (span.to - span.from) / length;
        return (
          <div
            key={span.from}
            aria-hidden
            data-mark={span.mark}
            className={clsx(
              "drawn absolute inset-y-0 flex min-w-0.5 items-center justify-center overflow-hidden",
              span.interval && "border-mark border-b-3",
              span.interval && (span.mark === "healthy" ? "tint-mark-[8%]" : "tint-mark-[25%]"),
              index === active && "brightness-125 outline-2 -outline-offset-2 outline-ink",
            )}
            style={{ left: `${((span.from - window.from) / length) * 100}%`, width: `${share * 100}%` }}
          >
            {!span.observed && <span className="gap absolute inset-0" />}
            {!isSmall && span.observed && share * width > ROOM_FOR_MARK_PX && <StatusMark mark={span.mark} size={14} />}
          </div>
        );
      })}
      <ChartCursor
        labelledBy={labelledBy}
        stops={spans.map(({ from, to }) => ({ from: (from - window.from) / length, to: (to - window.from) / length }))}
        active={active === -1 ? null : active}
        spoken={(index) => {
          const span = spans[index];
          return span ? spanWords(span, { timeZone, showsCosts }) : "";
        }}
        onMove={(index) => onChoose(index === null ? null : (spans[index] ?? null))}
      />
    </div>
  );
}
