/** Pixels between the edges of a chart and its plot. */
export interface Insets {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const CHART_HEIGHT_PX = 264;
const NARROW_PX = 640;
const LABELS_PX = 188;

export interface Plot extends Insets {
  width: number;
  height: number;
  /** Whether labels fit at the end of what they name; otherwise they go below. */
  hasLabels: boolean;
}

/** Where a chart of this width draws. */
export function plotOf(chartWidth: number): Plot {
  const hasLabels = chartWidth >= NARROW_PX;
  const insets = { left: hasLabels ? 56 : 46, right: hasLabels ? LABELS_PX : 16, top: 12, bottom: 24 };
  return {
    ...insets,
    hasLabels,
    width: Math.max(0, chartWidth - insets.left - insets.right),
    height: CHART_HEIGHT_PX - insets.top - insets.bottom,
  };
}

/** A length as written in a path: more digits cannot be seen, and make the path long. */
export function toHundredths(px: number): number {
  return Math.round(px * 100) / 100;
}
