import { clsx } from "clsx";
import type { ReactNode } from "react";

interface SegmentedProps<Id extends string> {
  /** What is chosen here, for screen readers: "Show nodes as". */
  legend: string;
  options: readonly { id: Id; content: ReactNode }[];
  value: Id;
  onChange: (id: Id) => void;
}

/** A choice of a few, side by side. */
export function Segmented<Id extends string>({ legend, options, value, onChange }: SegmentedProps<Id>) {
  return (
    <fieldset className="flex w-max rounded-md border border-line bg-panel p-px">
      <legend className="sr-only">{legend}</legend>
      {options.map(({ id, content }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === value}
          onClick={() => onChange(id)}
          className={clsx(
            "inline-flex h-7 items-center gap-1.5 rounded-[5px] px-2.5 text-sm whitespace-nowrap",
            id === value ? "bg-raised font-medium text-ink" : "text-muted hover:text-ink",
          )}
        >
          {content}
        </button>
      ))}
    </fieldset>
  );
}
