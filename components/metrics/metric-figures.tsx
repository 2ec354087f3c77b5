"use client";

import { useState } from "react";
import { useOwnTimeZone } from "@/components/charts/use-own-time-zone";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { MetricCard } from "./metric-cards";
import { MetricFigure } from "./metric-figure";

interface MetricFiguresProps {
  cards: readonly MetricCard[];
  span: TimeWindow;
  isOld: boolean;
}

/** All metrics side by side. Pointing at one chart points at all of them. */
export function MetricFigures({ cards, span, isOld }: MetricFiguresProps) {
  const [pointedAt, setPointedAt] = useState<EpochMs | null>(null);
  const timeZone = useOwnTimeZone();
  return (
    <ul
      aria-label="Metrics"
      className="grid gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-2 md:*:odd:last:col-span-2"
    >
      {cards.map((metric) => (
        <MetricFigure key={metric.key} {...{ metric, span, timeZone, isOld, pointedAt }} onPoint={setPointedAt} />
      ))}
    </ul>
  );
}
