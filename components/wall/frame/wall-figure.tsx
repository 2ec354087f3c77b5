import { clsx } from "clsx";
import type { ReactNode } from "react";

interface WallFigureProps {
  term: string;
  /** Whether it is based only on old readings. */
  wasRead?: boolean;
  className?: string;
  children: ReactNode;
}

/** A figure with its label above. */
export function WallFigure({ term, wasRead = false, className, children }: WallFigureProps) {
  return (
    <div className={className}>
      <dt className="type-3 text-muted">{term}</dt>
      <dd className={clsx("type-5 font-semibold tracking-tight whitespace-nowrap", wasRead && "text-muted")}>
        {wasRead && <span className="type-3 font-normal">was </span>}
        {children}
      </dd>
    </div>
  );
}
