import { memo } from "react";
import { ComposedChart, ReferenceLine } from "recharts";
import type { EpochMs } from "@/lib/domain/cluster";
import type { UsdMicros } from "@/lib/domain/cost";
import type { TimeWindow } from "@/lib/domain/time-window";
import { marginOf, positionAxis, valueAxis } from "./chart-axes";
import { CHART_HEIGHT_PX, plotOf, toHundredths } from "./chart-geometry";
import { timeTicks } from "./chart-scale";
import type { SpendSum } from "./spend-bars";
import { timeLabel } from "./zone-time";

const TICK_PX = 72;

interface CumulativePlotProps {
  width: number;
  sums: readonly SpendSum[];
  forecast: readonly SpendSum[];
  budget: UsdMicros | null;
  window: TimeWindow;
  ticks: readonly number[];
  timeZone: string;
}

export const CumulativePlot = memo(function CumulativePlot(props: CumulativePlotProps) {
  const { width, sums, forecast, budget, window, ticks, timeZone } = props;
  const plot = plotOf(width);
  const x = (at: EpochMs) => toHundredths(((at - window.from) / (window.to - window.from)) * plot.width);
  const y = (sum: UsdMicros) => toHundredths(plot.height * (1 - sum / (ticks.at(-1) ?? 1)));
  const line = (points: readonly SpendSum[]) =>
    points.map(({ at, sum }, index) => `${index === 0 ? "M" : "L"}${x(at)} ${y(sum)}`).join("");
  return (
    <ComposedChart width={width} height={CHART_HEIGHT_PX} margin={marginOf(plot)} accessibilityLayer={false}>
      {valueAxis(ticks, plot)}
      {positionAxis({
        domain: [window.from, window.to],
        ticks: timeTicks(window, plot.width / TICK_PX),
        label: (at) => timeLabel(at, window, timeZone),
        plot,
      })}
      <g transform={`translate(${plot.left} ${plot.top})`} fill="none" stroke="var(--series-1)" strokeWidth={2}>
        <path d={`${line(sums)}V${plot.height}H0Z`} fill="var(--series-1)" fillOpacity={0.14} stroke="none" />
        <path d={line(sums)} />
        <path d={line(forecast)} strokeDasharray="5 4" />
      </g>
      {budget && <ReferenceLine y={budget} stroke="var(--ink)" strokeWidth={1.25} />}
    </ComposedChart>
  );
});
