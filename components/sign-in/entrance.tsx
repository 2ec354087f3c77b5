import type { ReactNode } from "react";
import { Wordmark } from "@/components/shell/wordmark";
import { Favicon } from "@/components/status/favicon/favicon";

/** A page for people who are not signed in yet: one form in the middle of the screen. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-window w-full max-w-sm flex-col justify-center gap-5 px-4 py-8 pb-24">
      <Favicon />
      <p className="flex items-center gap-2 text-base font-semibold tracking-tight">
        <Wordmark />
      </p>
      <h1 className="text-xl font-semibold">{title}</h1>
      {children}
    </main>
  );
}
