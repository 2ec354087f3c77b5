import type { RateInterval } from "@/lib/domain/money/cost";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { sparklinePaths } from "./sparkline-path";

const WIDTH = 240;
const HEIGHT = 18;

/** The rate over the past day as a step line; an unknown price is a dotted line at the bottom. The figures are next to it. */
export function RateSparkline({ intervals, window }: { intervals: readonly RateInterval[]; window: TimeWindow }) {
  const { known, unknown } = sparklinePaths(intervals, window, WIDTH, HEIGHT);
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
      className="h-5 w-full fill-none"
      strokeWidth="1.5"
    >
      <path d={`M0 ${HEIGHT}H${WIDTH}`} stroke="var(--line)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      <path d={known} stroke="var(--series-1)" vectorEffect="non-scaling-stroke" />
      <path d={unknown} stroke="var(--muted)" strokeDasharray="1.5 3.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
