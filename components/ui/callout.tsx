import { clsx } from "clsx";
import type { ReactNode } from "react";

interface CalloutProps {
  /** Shown before the title: a mark or an icon. */
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons at the end. */
  actions?: ReactNode;
  className?: string;
}

/** Something a person should read before going on, in a frame. */
export function Callout({ icon, title, children, actions, className }: CalloutProps) {
  return (
    <div
      className={clsx(
        "flex items-start gap-2.5 rounded-lg border border-line bg-panel px-3.5 py-2.5 text-sm",
        className,
      )}
    >
      {icon !== undefined && <span className="mt-0.5 shrink-0">{icon}</span>}
      <div className="min-w-0 grow">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="text-muted">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex shrink-0 items-center gap-1.5">{actions}</div>}
    </div>
  );
}
