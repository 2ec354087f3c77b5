import type { CSSProperties } from "react";

/** Something in a chart that can be pointed at; fractions are of the plot's width. */
export interface ChartStop {
  from: number;
  to: number;
}

interface ChartCursorProps {
  labelledBy: string;
  /** In order. */
  stops: readonly ChartStop[];
  active: number | null;
  /** A stop in words, for screen readers. */
  spoken: (index: number) => string;
  onMove: (index: number | null) => void;
  /** Where the plot is. */
  style?: CSSProperties;
}

const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** Covers a plot and moves from stop to stop by pointer, touch and arrow keys. */
export function ChartCursor({ labelledBy, stops, active, spoken, onMove, style }: ChartCursorProps) {
  const last = stops.length - 1;
  if (last < 0) return null;
  const current = active ?? last;

  function keyTarget(key: string): number | null {
    if (key === "Home") return 0;
    if (key === "End") return last;
    const step = STEPS[key];
    return step === undefined ? null : Math.min(last, Math.max(0, current + step));
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-labelledby={labelledBy}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={current}
      aria-valuetext={spoken(current)}
      className="absolute inset-0 touch-pan-y rounded-sm"
      style={style}
      onFocus={() => onMove(current)}
      onBlur={() => onMove(null)}
      onPointerMove={(event) => {
        const { left, width } = event.currentTarget.getBoundingClientRect();
        const fraction = (event.clientX - left) / width;
        const past = stops.findIndex(({ from }) => from > fraction);
        onMove(Math.max(0, past === -1 ? last : past - 1));
      }}
      onPointerLeave={() => onMove(null)}
      onKeyDown={(event) => {
        if (event.key === "Escape") onMove(null);
        const target = keyTarget(event.key);
        if (target === null) return;
        event.preventDefault();
        onMove(target);
      }}
    />
  );
}
