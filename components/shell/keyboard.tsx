"use client";

import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { IconButton } from "@/components/ui/icon-button";
import { useOpenPage } from "@/components/ui/link/use-open-page";
import { patiently } from "@/components/ui/patiently";
import { SEARCH_ATTRIBUTE } from "./search-attribute";

const KeyboardHelp = lazy(() =>
  patiently(() => import("./keyboard-help").then((help) => ({ default: help.KeyboardHelp }))),
);

const GO_WITHIN_MS = 1_500;

/** The keys that work on every page, and the button that lists them. `icon` comes from the server, so it is in no script. */
export function Keyboard({ icon }: { icon: ReactNode }) {
  const openPage = useOpenPage();
  const { home, costsHref, showsCosts, isGuest } = useFleetSource();
  const [isHelpOpen, setHelpOpen] = useState(false);

  useEffect(() => {
    let goPressedAt = Number.NEGATIVE_INFINITY;
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || isTaken(event)) return;
      const isGoing = event.timeStamp - goPressedAt < GO_WITHIN_MS;
      const destinations: Record<string, string> = {
        f: home,
        ...(showsCosts && { c: costsHref }),
        ...(!isGuest && { a: "/alerts", w: "/wall" }),
      };
      const destination = isGoing ? destinations[event.key] : undefined;
      goPressedAt = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (destination !== undefined) openPage(destination);
      else if (event.key === "/" && focusSearch()) event.preventDefault();
      else if (event.key === "?") setHelpOpen(true);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [openPage, home, costsHref, showsCosts, isGuest]);

  return (
    <>
      <IconButton label="Keyboard shortcuts" className="max-sm:hidden" onClick={() => setHelpOpen(true)}>
        {icon}
      </IconButton>
      {isHelpOpen && (
        <Suspense>
          <KeyboardHelp onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Whether a key belongs to something else: a browser shortcut, a field being typed in, or an open dialog. */
export function isTaken({ ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || document.querySelector("dialog[open]")) return true;
  return target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

function focusSearch(): boolean {
  const search = document.querySelector<HTMLElement>(`[${SEARCH_ATTRIBUTE}]`);
  search?.focus();
  return search !== null;
}
