import type { Area } from "./tile-grid";

/** Where a chart draws, in units: see `Area`. */
export interface ChartPlot extends Area {
  left: number;
  top: number;
  /** Labels stand at the right of what they name where the chart is wide, else in a list below. */
  labels: {
    isBeside: boolean;
    /** Of each. */
    height: number;
    /** Whether a figure has a line of its own. */
    isRoomy: boolean;
  };
}

/** Room for "$9.5K", as most fleets need; more only where the marks are longer. */
const AXIS_WIDTH = 10;
const AXIS_GAP = 1.5;
export const AXIS_HEIGHT = 5;
const TOP = 2;
const BESIDE_FROM = 110;
export const LABELS_WIDTH = 34;
const ROOMY_LABEL = 10;
const LABEL_LINE = 4;

/** The plot of a chart in an area, with so many labels, beside marks of the axis that are so wide. */
export function chartPlot({ width, height }: Area, labelCount: number, marksWidth: number): ChartPlot {
  const left = Math.max(AXIS_WIDTH, marksWidth + AXIS_GAP);
  const isBeside = width >= BESIDE_FROM;
  const plotHeight = height - TOP - AXIS_HEIGHT - (isBeside ? 0 : labelCount * LABEL_LINE);
  const isRoomy = isBeside && labelCount * ROOMY_LABEL <= plotHeight;
  return {
    left,
    top: TOP,
    width: Math.max(0, width - left - (isBeside ? LABELS_WIDTH : 2)),
    height: Math.max(0, plotHeight),
    labels: { isBeside, isRoomy, height: isRoomy ? ROOMY_LABEL : LABEL_LINE },
  };
}

const TICK_LINE = 4.5;

/** The marks of an axis of this height that do not stand on each other: all, or its ends. */
export function axisMarks(ticks: readonly number[], height: number): number[] {
  return ticks.length * TICK_LINE <= height ? [...ticks] : [0, ticks.at(-1) ?? 0];
}
