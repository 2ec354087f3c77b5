"use client";

import { useState } from "react";
import { timeTicks } from "@/components/charts/chart-scale";
import { timeLabel } from "@/components/charts/time-label";
import { useOwnTimeZone } from "@/components/charts/use-own-time-zone";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { useElementWidth } from "@/components/ui/use-element-size";
import type { Timeline } from "@/lib/contract/timeline";
import { spanWords } from "./span-words";
import { type TimelineSpan, timelineSpans } from "./timeline-span";
import { TimelineStrip } from "./timeline-strip";

const TICK_PX = 72;
/** The width a label needs, so that the last one is not cut off. */
const LABEL_PX = 44;

/** One strip for the cluster and one for each node, above a shared axis. The span pointed at is described below. */
export function TimelineStrips({ timeline }: { timeline: Timeline }) {
  const { showsCosts } = useFleetSource();
  const { ref, width } = useElementWidth();
  const timeZone = useOwnTimeZone();
  const [chosen, setChosen] = useState<{ of: string; span: TimelineSpan } | null>(null);
  const window = { from: Date.parse(timeline.from), to: Date.parse(timeline.to) };
  const rows = [
    { id: "timeline", name: "Cluster", intervals: timeline.intervals },
    ...(timeline.nodes ?? []).map(({ id, name, intervals }) => ({ id: `timeline-${id}`, name, intervals })),
  ].map((row) => ({ ...row, spans: timelineSpans(row.intervals, window) }));
  const fractionOf = (at: number) => (at - window.from) / (window.to - window.from);
  const ticks = timeTicks(window, width / TICK_PX).filter((at) => (1 - fractionOf(at)) * width > LABEL_PX);
  const latest = rows[0]?.spans.at(-1);
  const told = chosen?.span ?? latest;
  return (
    <>
      <div className="flex max-h-96 flex-col gap-1 overflow-y-auto">
        {rows.map(({ id, name, spans }, index) => (
          <div key={id}>
            {index > 0 && (
              <p id={id} className="truncate text-xs text-muted">
                {name}
              </p>
            )}
            <TimelineStrip
              labelledBy={id}
              spans={spans}
              window={window}
              timeZone={timeZone}
              chosen={chosen?.of === id ? (spans.find(({ from }) => from === chosen.span.from) ?? null) : null}
              onChoose={(span) => setChosen(span && { of: id, span })}
              isSmall={index > 0}
            />
          </div>
        ))}
      </div>
      <div ref={ref} aria-hidden className="relative h-5 text-2xs text-muted">
        {ticks.map((at) => (
          <span key={at} className="absolute top-0.5 whitespace-nowrap" style={{ left: `${fractionOf(at) * 100}%` }}>
            {timeLabel(at, window, timeZone)}
          </span>
        ))}
      </div>
      <p className="mt-1 min-h-10 text-sm">
        {chosen && chosen.of !== "timeline" && (
          <span className="font-medium">
            <bdi>{rows.find(({ id }) => id === chosen.of)?.name}</bdi>:{" "}
          </span>
        )}
        {told && spanWords(told, { timeZone, showsCosts })}
      </p>
    </>
  );
}
