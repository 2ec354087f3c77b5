import { CartesianGrid, XAxis, YAxis } from "recharts";
import type { Plot } from "./chart-geometry";
import { formatAxisUsd } from "./money-words";

const TICK = { fill: "var(--muted)", fontSize: 11 };

export function marginOf({ right, top }: Plot) {
  return { left: 0, right, top, bottom: 0 };
}

/** The axes of a chart whose marks are known. They are elements, not components: recharts looks for its own. */
export function valueAxis(ticks: readonly number[], plot: Plot) {
  return [
    <CartesianGrid key="grid" vertical={false} stroke="var(--line)" />,
    <YAxis
      key="value"
      width={plot.left}
      domain={[0, ticks.at(-1) ?? 1]}
      allowDataOverflow
      ticks={[...ticks]}
      interval={0}
      tick={TICK}
      tickFormatter={formatAxisUsd}
      axisLine={false}
      tickLine={false}
    />,
  ];
}

interface PositionAxisProps {
  domain: [number, number];
  ticks: readonly number[];
  label: (tick: number) => string;
  plot: Plot;
}

export function positionAxis({ domain, ticks, label, plot }: PositionAxisProps) {
  return (
    <XAxis
      key="position"
      type="number"
      // Without one, recharts would count the rows of its data instead of keeping to the domain.
      dataKey="at"
      domain={domain}
      allowDataOverflow
      height={plot.bottom}
      ticks={[...ticks]}
      interval={0}
      tick={TICK}
      tickFormatter={label}
      axisLine={{ stroke: "var(--line-strong)" }}
      tickLine={false}
    />
  );
}
