import { type ReactNode, useId } from "react";

interface TablePanelProps {
  title: string;
  /** Links next to the title. */
  actions?: ReactNode;
  /** About how many rows it has below its header. */
  rowCount: number;
  children: ReactNode;
}

const MAX_HEIGHT_REM = 34;
const HEADER_REM = 1.8;
const ROW_REM = 2.06;

/** A table with a title, in a frame that scrolls if the table is wider than the page. */
export function TablePanel({ title, actions, rowCount, children }: TablePanelProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="min-w-0">
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={titleId} className="text-sm font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={`${title}: table`}
        // Out of view, hundreds of figures need not be laid out with each answer.
        className="max-h-[34rem] overflow-auto print:max-h-none rounded-lg border border-line bg-panel [content-visibility:auto] print:[content-visibility:visible]"
        style={{ containIntrinsicBlockSize: `auto ${Math.min(MAX_HEIGHT_REM, HEADER_REM + rowCount * ROW_REM)}rem` }}
      >
        {children}
      </section>
    </section>
  );
}
