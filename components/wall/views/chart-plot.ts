import type { Area } from "../tiles/tile-grid";

/** Where a chart draws, in units: see `Area`. */
export interface ChartPlot extends Area {
  left: number;
  top: number;
  hasTimes: boolean;
  hasLabels: boolean;
  /** In a wide chart, labels are to the right of what they name; otherwise in a list below. */
  labels: {
    isBeside: boolean;
    /** Height of each label. */
    height: number;
    /** Whether a figure gets its own line. */
    isRoomy: boolean;
  };
}

/** Room for "$9.5K", enough for most fleets; more only if tick labels are longer. */
const AXIS_WIDTH = 10;
const AXIS_GAP = 1.5;
export const AXIS_HEIGHT = 5;
const TOP = 2;
const BESIDE_FROM = 110;
export const LABELS_WIDTH = 34;
const ROOMY_LABEL = 10;
/** Labels and times are left out before the plot gets lower than this. */
const MIN_PLOT = 8;
const LABEL_LINE = 4;

/** The plot of a chart in an area, given the number of labels and the width of the axis labels. */
export function chartPlot({ width, height }: Area, labelCount: number, marksWidth: number): ChartPlot {
  const left = Math.max(AXIS_WIDTH, marksWidth + AXIS_GAP);
  const isBeside = width >= BESIDE_FROM;
  const hasTimes = height >= TOP + AXIS_HEIGHT + MIN_PLOT;
  const room = height - TOP - (hasTimes ? AXIS_HEIGHT : TOP);
  const labelsHeight = labelCount * LABEL_LINE;
  const hasLabels = isBeside ? labelsHeight <= room : room - labelsHeight >= MIN_PLOT;
  const plotHeight = room - (hasLabels && !isBeside ? labelsHeight : 0);
  const isRoomy = isBeside && labelCount * ROOMY_LABEL <= plotHeight;
  return {
    left,
    top: TOP,
    width: Math.max(0, width - left - (hasLabels && isBeside ? LABELS_WIDTH : 2)),
    height: Math.max(0, plotHeight),
    hasTimes,
    hasLabels,
    labels: { isBeside, isRoomy, height: isRoomy ? ROOMY_LABEL : LABEL_LINE },
  };
}

const TICK_LINE = 4.5;

/** The ticks that fit on an axis of this height without overlapping: all, both ends, or only the top one. */
export function axisMarks(ticks: readonly number[], height: number): number[] {
  if (ticks.length * TICK_LINE <= height) return [...ticks];
  const highest = ticks.at(-1) ?? 0;
  return height >= TICK_LINE ? [0, highest] : [highest];
}
