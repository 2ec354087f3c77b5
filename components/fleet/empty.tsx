import type { ReactNode } from "react";

/** In place of a list that has nothing to show. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-5 flex flex-col items-start gap-3 rounded-lg border border-line border-dashed px-6 py-10 text-sm text-muted sm:px-10">
      <h2 className="text-base font-semibold text-ink">{title}</h2>
      {children}
    </div>
  );
}
