import type { Plot } from "./chart-geometry";
import { spreadLabels } from "./chart-scale";

/** The name of a line or area, beside its end. */
export interface ChartLabel {
  key: string;
  /** A colour, or a pattern where the line is dashed. */
  color: string;
  text: string;
  /** The figure at that point: "$19.92/h". */
  value: string;
  /** Its height above the bottom, as a fraction of the plot's height. */
  height: number;
}

const LINE_PX = 18;

/** Labels to the right of the plot, each as close to what it names as the others allow. */
export function ChartLabels({ labels, plot }: { labels: readonly ChartLabel[]; plot: Plot }) {
  const ordered = fromTop(labels);
  const tops = spreadLabels(
    ordered.map(({ height }) => plot.top + (1 - height) * plot.height - LINE_PX / 2),
    LINE_PX,
    0,
    plot.top + plot.height - LINE_PX / 2,
  );
  return (
    <ul aria-hidden className="text-xs">
      {ordered.map((label, index) => (
        <li
          key={label.key}
          className="absolute flex items-center gap-1.5"
          style={{ top: tops[index], height: LINE_PX, left: plot.left + plot.width + 8, width: plot.right - 8 }}
        >
          <LabelParts label={label} />
        </li>
      ))}
    </ul>
  );
}

/** The same labels below a narrow plot. */
export function ChartLabelList({ labels }: { labels: readonly ChartLabel[] }) {
  return (
    <ul aria-hidden className="mt-1 grid grid-cols-1 gap-x-4 text-xs min-[26rem]:grid-cols-2">
      {fromTop(labels).map((label) => (
        <li key={label.key} className="flex items-center gap-1.5 py-0.5">
          <LabelParts label={label} />
        </li>
      ))}
    </ul>
  );
}

function fromTop(labels: readonly ChartLabel[]): ChartLabel[] {
  return labels.toSorted((one, other) => other.height - one.height);
}

function LabelParts({ label: { color, text, value } }: { label: ChartLabel }) {
  return (
    <>
      <Swatch color={color} />
      <span className="min-w-0 grow truncate">{text}</span>
      <span className="shrink-0 text-muted">{value}</span>
    </>
  );
}

export function Swatch({ color }: { color: string }) {
  return <span className="drawn h-2.5 w-2.5 shrink-0 rounded-[3px]" style={{ background: color }} />;
}
