import { clsx } from "clsx";
import type { ReactNode } from "react";

/** A short word in a frame. */
export function Badge({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1 rounded border border-line px-1.5 text-xs font-medium whitespace-nowrap text-muted",
        className,
      )}
    >
      {children}
    </span>
  );
}
