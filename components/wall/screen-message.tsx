import type { ReactNode } from "react";
import { StatusMark } from "@/components/clusters/status-mark";
import type { Mark } from "@/lib/domain/mark";

interface ScreenMessageProps {
  mark: Mark;
  title: string;
  children: ReactNode;
}

/** The one thing that a screen has to say, readable across the room. */
export function ScreenMessage({ mark, title, children }: ScreenMessageProps) {
  return (
    <main className="grid h-full place-content-center gap-[3vmin] p-[6vmin] text-center">
      <span className="mx-auto [&_svg]:size-[12vmin]">
        <StatusMark mark={mark} size={96} />
      </span>
      <h1 className="text-[8vmin] leading-tight font-semibold text-balance">{title}</h1>
      <div className="mx-auto grid max-w-[50ch] gap-[2vmin] text-[3.4vmin] leading-snug text-balance text-muted">
        {children}
      </div>
    </main>
  );
}
