import type { ReactNode } from "react";
import { StatusMark } from "@/components/clusters/status-mark";
import type { Mark } from "@/lib/domain/mark";

interface WallMessageProps {
  mark: Mark;
  title: string;
  children?: ReactNode;
}

/** The one thing that there is to say. */
export function WallMessage({ mark, title, children }: WallMessageProps) {
  return (
    <div className="grid h-full place-content-center gap-1.5 text-center">
      <StatusMark mark={mark} className="mx-auto size-10" />
      <p className="type-6 font-semibold text-balance">{title}</p>
      {children && <p className="max-w-[36em] type-3.5 text-balance text-muted">{children}</p>}
    </div>
  );
}
