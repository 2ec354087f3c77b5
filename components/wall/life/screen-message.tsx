import type { ReactNode } from "react";
import { StatusMark } from "@/components/status/status-mark";
import type { Mark } from "@/lib/domain/cluster/mark";

interface ScreenMessageProps {
  mark: Mark;
  title: string;
  children: ReactNode;
}

/** A screen's only message, readable across the room, and larger if there is room. */
export function ScreenMessage({ mark, title, children }: ScreenMessageProps) {
  return (
    <main className="grid h-full place-content-center gap-2 p-3 text-center">
      <StatusMark mark={mark} className="mx-auto size-[max(calc(var(--spacing)*6),12vmin)]" />
      <h1 className="text-[max(calc(var(--spacing)*5),8vmin)] leading-tight font-semibold text-balance">{title}</h1>
      <div className="mx-auto grid max-w-[50ch] gap-1 text-[max(calc(var(--spacing)*3),3.4vmin)] leading-tight text-balance text-muted">
        {children}
      </div>
    </main>
  );
}
