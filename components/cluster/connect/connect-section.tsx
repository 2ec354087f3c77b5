import { type ReactNode, useId } from "react";

interface ConnectSectionProps {
  title: string;
  /** Buttons for the whole section. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One way into a cluster. */
export function ConnectSection({ title, actions, children }: ConnectSectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h3 id={titleId} className="text-sm font-semibold">
          {title}
        </h3>
        {actions !== undefined && <div className="flex gap-1.5">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
