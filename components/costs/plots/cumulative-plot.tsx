import { memo } from "react";
import { type Plot, toHundredths } from "@/components/charts/chart-geometry";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { CostPlot, timeAxis } from "./cost-plot";
import type { SpendSum } from "./spend-bars";

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
  const { width, window, ticks, timeZone } = props;
  return (
    <CostPlot width={width} ticks={ticks} positions={(plot) => timeAxis(window, timeZone, plot)}>
      {(plot) => <Sums {...props} plot={plot} />}
    </CostPlot>
  );
});

function Sums({ sums, forecast, budget, window, ticks, plot }: CumulativePlotProps & { plot: Plot }) {
  const x = (at: EpochMs) => toHundredths(((at - window.from) / (window.to - window.from)) * plot.width);
  const y = (sum: UsdMicros) => toHundredths(plot.height * (1 - sum / (ticks.at(-1) ?? 1)));
  const line = (points: readonly SpendSum[]) =>
    points.map(({ at, sum }, index) => `${index === 0 ? "M" : "L"}${x(at)} ${y(sum)}`).join("");
  return (
    <g fill="none" stroke="var(--series-1)" strokeWidth={2}>
      <path d={`${line(sums)}V${plot.height}H0Z`} fill="var(--series-1)" fillOpacity={0.14} stroke="none" />
      <path d={line(sums)} />
      <path d={line(forecast)} strokeDasharray="5 4" />
      {budget && <path d={`M0 ${y(budget)}H${plot.width}`} stroke="var(--ink)" strokeWidth={1.25} />}
    </g>
  );
}
