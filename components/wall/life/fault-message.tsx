"use client";

import { useEffect } from "react";
import { isPageThere } from "@/lib/queries/request";
import { nextFaultDelayMs } from "./screen-memory";
import { ScreenMessage } from "./screen-message";

/** Says what broke the page, and reloads it once the server is reachable: less and less often while that does not help. */
export function FaultMessage({ reason }: { reason: string }) {
  useEffect(() => {
    const delayMs = nextFaultDelayMs();
    const timer = setInterval(async () => {
      if (await isPageThere(window.location.href)) window.location.reload();
    }, delayMs);
    return () => clearInterval(timer);
  }, []);
  return (
    // In a unit that needs no settings: reading them may be what broke.
    <div data-theme="dark" className="fixed inset-0 overflow-hidden bg-ground text-ink [--spacing:1vh]">
      <ScreenMessage mark="down" title="Something went wrong on this page">
        <p>It will reload on its own shortly.</p>
        <p className="line-clamp-4 font-mono wrap-anywhere">{reason}</p>
      </ScreenMessage>
    </div>
  );
}
