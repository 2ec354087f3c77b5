import { clsx } from "clsx";
import type { ChartLabel } from "@/components/charts/chart-labels";
import { spreadLabels } from "@/components/charts/chart-scale";
import { MiddleText } from "../tiles/middle-text";
import { LABEL } from "../tiles/tile-type";
import { useWallMeasure } from "../wall-context";
import { AXIS_HEIGHT, type ChartPlot, LABELS_WIDTH } from "./chart-plot";

const GAP = 1.5;
const SWATCH = 3;
/** For a rate in small type. */
const VALUE_WIDTH = 15;

/** The parts of a stack by name, with their current cost: next to where they end, or in a list below the plot. */
export function StepLabels({ labels, plot }: { labels: readonly ChartLabel[]; plot: ChartPlot }) {
  const { unit } = useWallMeasure();
  const fromTop = labels.toReversed();
  const { isBeside, isRoomy, height } = plot.labels;
  const tops = isBeside
    ? spreadLabels(
        fromTop.map((label) => plot.top + (1 - label.height) * plot.height - height / 2),
        height,
        0,
        plot.top + plot.height - height / 2,
      )
    : fromTop.map((_, index) => plot.top + plot.height + AXIS_HEIGHT + index * height);
  const left = isBeside ? plot.left + plot.width + GAP : 0;
  const width = isBeside ? LABELS_WIDTH - GAP : plot.left + plot.width;
  const nameWidth = width - SWATCH - (isRoomy ? 0 : VALUE_WIDTH);
  return (
    <ul>
      {fromTop.map(({ key, color, text, value }, index) => (
        <li
          key={key}
          className="absolute flex gap-1 leading-[1.1]"
          style={{ left: left * unit, top: (tops[index] ?? 0) * unit, width: width * unit, height: height * unit }}
        >
          <span className="drawn mt-0.75 size-2 shrink-0 rounded-[0.3vh]" style={{ background: color }} />
          <span className={clsx("grow whitespace-nowrap", !isRoomy && "flex justify-between")}>
            <span className="block type-3 text-muted">
              <MiddleText text={text} size={LABEL} width={nameWidth} />
            </span>
            <span className={clsx("block font-semibold tabular-nums", isRoomy ? "type-5" : "type-3")}>{value}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
