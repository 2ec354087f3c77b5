import type { RateInterval } from "@/lib/domain/money/cost";
import { overlapMs, type TimeWindow } from "@/lib/domain/time/time-window";

export interface SparklinePaths {
  /** The known rates, in steps. */
  known: string;
  /** Along the bottom, where there is no known price. */
  unknown: string;
}

/** A step line in a box: time from left to right, from zero at the bottom to the highest rate at the top. */
export function sparklinePaths(
  intervals: readonly RateInterval[],
  window: TimeWindow,
  width: number,
  height: number,
): SparklinePaths {
  const seen = intervals.filter((interval) => overlapMs(interval, window) > 0);
  const highest = Math.max(1, ...seen.map(({ usdMicrosPerHour }) => usdMicrosPerHour ?? 0));
  const x = (at: number) => round(((clamp(at, window) - window.from) / (window.to - window.from)) * width);
  const paths: SparklinePaths = { known: "", unknown: "" };
  let end: number | null = null;
  for (const { from, to, usdMicrosPerHour } of seen) {
    if (usdMicrosPerHour === null) {
      paths.unknown += `M${x(from)} ${height}H${x(to)}`;
      end = null;
      continue;
    }
    const y = round(height * (1 - usdMicrosPerHour / highest));
    paths.known += end === from ? `V${y}H${x(to)}` : `M${x(from)} ${y}H${x(to)}`;
    end = to;
  }
  return paths;
}

function clamp(at: number, { from, to }: TimeWindow): number {
  return Math.min(to, Math.max(from, at));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
