import type { ReactNode } from "react";

interface SectionProps {
  /** Names the section, and is its anchor in the page's address. */
  id: string;
  title: ReactNode;
  /** Shown next to the title. */
  beside?: ReactNode;
  /** Controls at the end of the title's line. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page under a heading. */
export function Section({ id, title, beside, actions, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {beside}
        {actions !== undefined && <div className="ml-auto flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
