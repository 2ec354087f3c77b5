"use client";

import { useSyncExternalStore } from "react";
import { CopyButton } from "@/components/ui/copy-button";

/** The full address, to type or paste into the screen's browser. */
export function SetupUrl({ path }: { path: string }) {
  const origin = useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => "",
  );
  const url = `${origin}${path}`;
  return (
    <div className="flex items-center gap-2 rounded-lg border border-line bg-panel py-1.5 pr-1.5 pl-3.5">
      <output aria-label="Address of the screen" className="min-w-0 grow font-mono text-sm break-all">
        {url}
      </output>
      <CopyButton text={url} label="Copy the screen’s address" withWord />
    </div>
  );
}
