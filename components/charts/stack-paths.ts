import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { toHundredths } from "./chart-geometry";
import type { RateRow } from "./stacked-rates";

interface StackOptions {
  window: TimeWindow;
  /** The rate at the plot's upper edge. */
  highest: number;
  width: number;
  height: number;
}

/** How to draw one part of a stack. */
export interface StackPath {
  outline: string;
  upperEdge: string;
}

/** The parts of a stack, drawn in steps because a rate holds until the next row. One part for each rate in a row. */
export function stackPaths(rows: readonly RateRow[], { window, highest, width, height }: StackOptions): StackPath[] {
  const x = (at: EpochMs) => toHundredths(((at - window.from) / (window.to - window.from)) * width);
  const y = (rate: number) => toHundredths(height * (1 - rate / highest));
  const edges = rows.map((row, index) => ({ left: x(row.at), right: x(rows[index + 1]?.at ?? window.to), row }));
  const parts = rows[0]?.rates.length ?? 0;
  return Array.from({ length: parts }, (_, part) => {
    const below = (row: RateRow, upTo: number) => row.rates.slice(0, upTo).reduce((sum, rate) => sum + rate, 0);
    const upper = edges.map(({ left, right, row }) => `${left} ${y(below(row, part + 1))}H${right}`);
    const lower = edges.toReversed().map(({ left, right, row }) => `${right} ${y(below(row, part))}H${left}`);
    return { outline: `M${[...upper, ...lower].join("L")}Z`, upperEdge: `M${upper.join("L")}` };
  });
}
