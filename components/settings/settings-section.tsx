import { type ReactNode, useId } from "react";

interface SettingsSectionProps {
  title: string;
  /** By which an address leads to it. */
  id?: string;
  children: ReactNode;
}

export function SettingsSection({ title, id, children }: SettingsSectionProps) {
  const titleId = useId();
  return (
    <section id={id} aria-labelledby={titleId} className="not-last:mb-8">
      <h2 id={titleId} className="mb-2 text-sm font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
