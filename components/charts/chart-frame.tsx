"use client";

import { type ReactNode, useId, useState } from "react";
import { useElementWidth } from "@/components/ui/use-element-size";
import { ChartCursor, type ChartStop } from "./chart-cursor";
import { CHART_HEIGHT_PX, type Plot, plotOf } from "./chart-geometry";
import { type ChartLabel, ChartLabelList, ChartLabels } from "./chart-labels";

interface ChartFrameProps {
  title: string;
  /** What the axis counts: "$ per hour". */
  unit: string;
  stops: readonly ChartStop[];
  /** A stop in words, for screen readers. */
  spoken: (index: number) => string;
  tooltip: (index: number) => ReactNode;
  /** Where there is no data. */
  gaps: readonly ChartStop[];
  labels: readonly ChartLabel[];
  children: (width: number) => ReactNode;
}

/** What all charts share: a title, hatched gaps, labels, and a cursor with a tooltip, moved by pointer or arrow keys. */
export function ChartFrame({ title, unit, stops, spoken, tooltip, gaps, labels, children }: ChartFrameProps) {
  const titleId = useId();
  const { ref, width } = useElementWidth();
  const [chosen, setChosen] = useState<number | null>(null);
  const plot = plotOf(width);
  const active = chosen === null ? null : Math.min(chosen, stops.length - 1);
  const stop = active === null ? undefined : stops[active];

  return (
    <figure aria-labelledby={titleId} className="min-w-0">
      <figcaption id={titleId} className="mb-1 text-sm font-semibold">
        {title} <span className="font-normal text-muted">{unit}</span>
      </figcaption>
      <div ref={ref} className="relative" style={{ height: CHART_HEIGHT_PX }}>
        {stop && <Bands bands={[stop]} plot={plot} className="drawn min-w-px tint-ink-[8%]" />}
        <div aria-hidden className="absolute inset-0">
          {width > 0 && children(width)}
        </div>
        <Bands bands={gaps} plot={plot} className="gap" />
        {plot.hasLabels && <ChartLabels labels={labels} plot={plot} />}
        <ChartCursor
          labelledBy={titleId}
          stops={stops}
          active={active}
          spoken={spoken}
          onMove={setChosen}
          style={{ left: plot.left, width: plot.width, top: plot.top, height: plot.height }}
        />
        {active !== null && stop && (
          <ChartTooltip at={plot.left + ((stop.from + stop.to) / 2) * plot.width} width={width}>
            {tooltip(active)}
          </ChartTooltip>
        )}
      </div>
      {!plot.hasLabels && width > 0 && <ChartLabelList labels={labels} />}
    </figure>
  );
}

function Bands({ bands, plot, className }: { bands: readonly ChartStop[]; plot: Plot; className: string }) {
  return bands.map(({ from, to }) => (
    <div
      key={from}
      className={`absolute ${className}`}
      style={{
        left: plot.left + from * plot.width,
        width: Math.max(2, (to - from) * plot.width),
        top: plot.top,
        height: plot.height,
      }}
    />
  ));
}

const TOOLTIP_GAP_PX = 14;

/** Beside the cursor, on the side with more room. */
function ChartTooltip({ at, width, children }: { at: number; width: number; children: ReactNode }) {
  const side = at > width / 2 ? { right: width - at + TOOLTIP_GAP_PX } : { left: at + TOOLTIP_GAP_PX };
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-3 z-20 min-w-48 max-w-[min(20rem,70%)] rounded-lg border border-line bg-raised px-3 py-2 text-xs shadow-lift"
      style={side}
    >
      {children}
    </div>
  );
}
