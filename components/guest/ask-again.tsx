"use client";

import { useEffect } from "react";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { isPageThere } from "@/lib/queries/request";

const EVERY_MS = MINUTE_MS;

/** Reloads the page once the link works again: a screen on a wall has nobody to reload it. */
export function AskAgain() {
  useEffect(() => {
    const timer = setInterval(async () => {
      if (await isPageThere(window.location.href)) window.location.reload();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return null;
}
