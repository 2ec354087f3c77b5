import { toHundredths } from "@/components/charts/chart-geometry";
import type { SpendBar } from "./spend-bars";

interface BarOptions {
  /** The amount at the plot's upper edge. */
  highest: number;
  width: number;
  height: number;
}

/** How to draw one part of all bars. */
export interface BarPath {
  over: string;
  /** For the bar still in progress. */
  running: string;
}

const WIDEST_BAR_PX = 72;

/** The parts of stacked bars, each bar in a slot of equal width. One part for each amount in a bar. */
export function barPaths(bars: readonly SpendBar[], { highest, width, height }: BarOptions): BarPath[] {
  const placeWidth = width / bars.length;
  const barWidth = Math.min(WIDEST_BAR_PX, wholePixels(placeWidth - 2 * gapOf(placeWidth, bars.length)));
  const y = (amount: number) => toHundredths(height * (1 - amount / highest));
  const rectangle = ({ spent }: SpendBar, place: number, part: number) => {
    const left = toHundredths((place + 0.5) * placeWidth - barWidth / 2);
    const below = spent.slice(0, part).reduce<number>((sum, amount) => sum + amount, 0);
    const own = spent[part] ?? 0;
    return own === 0 ? "" : `M${left} ${y(below)}V${y(below + own)}h${toHundredths(barWidth)}V${y(below)}Z`;
  };
  return (bars[0]?.spent ?? []).map((_, part) => {
    const drawn = (isRunning: boolean) =>
      bars.map((bar, place) => (bar.isRunning === isRunning ? rectangle(bar, place, part) : "")).join("");
    return { over: drawn(false), running: drawn(true) };
  });
}

const FEW_BARS = 40;

/** Space on either side of a bar. */
function gapOf(placeWidth: number, bars: number): number {
  if (bars <= FEW_BARS) return placeWidth * 0.12;
  return placeWidth > 2 ? 1 : 0;
}

function wholePixels(length: number): number {
  return length > 1 ? Math.round(length) : length;
}
