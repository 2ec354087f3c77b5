import { type ReactNode, useId } from "react";

export function SettingsSection({ title, children }: { title: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="not-last:mb-8">
      <h2 id={titleId} className="mb-2 text-sm font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
