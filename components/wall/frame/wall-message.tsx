import type { ReactNode } from "react";
import { StatusMark } from "@/components/status/status-mark";
import type { Mark } from "@/lib/domain/cluster/mark";

interface WallMessageProps {
  mark: Mark;
  title: string;
  /** In units; defaults to the screen's height. */
  height?: number;
  children?: ReactNode;
}

/** With less room, only the title is shown. */
const MIN_HEIGHT = 32;

/** A single message that fills the view. */
export function WallMessage({ mark, title, height = 100, children }: WallMessageProps) {
  if (height < MIN_HEIGHT) return <p className="text-center type-3 font-semibold text-balance">{title}</p>;
  return (
    <div className="grid h-full place-content-center gap-1.5 text-center">
      <StatusMark mark={mark} className="mx-auto size-10" />
      <p className="type-6 font-semibold text-balance">{title}</p>
      {children && <p className="max-w-[36em] type-3.5 text-balance text-muted">{children}</p>}
    </div>
  );
}
