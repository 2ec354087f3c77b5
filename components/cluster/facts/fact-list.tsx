import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface FactListProps {
  title: string;
  /** Whether it starts collapsed, showing only its title. */
  isFolded?: boolean;
  children: ReactNode;
}

/** Facts under a heading. */
export function FactList({ title, isFolded = false, children }: FactListProps) {
  const list = <dl className="divide-y divide-line text-sm">{children}</dl>;
  if (isFolded) {
    return (
      <details className="group">
        <summary className="flex min-h-8 list-none items-center gap-1.5 text-sm font-semibold">
          <ChevronRight size={14} aria-hidden className="shrink-0 text-muted group-open:transform-[rotate(90deg)]" />
          <h2>{title}</h2>
        </summary>
        {list}
      </details>
    );
  }
  return (
    <section>
      <h2 className="flex min-h-8 items-center text-sm font-semibold">{title}</h2>
      {list}
    </section>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-6 py-1.5">
      <dt className="shrink-0 text-muted">{label}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </div>
  );
}
