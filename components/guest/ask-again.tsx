"use client";

import { useEffect } from "react";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { isPageThere } from "@/lib/queries/request";

const EVERY_MS = MINUTE_MS;

/** Opens the page anew once there is something: a screen that was started with a link that had ended has nobody who would. */
export function AskAgain() {
  useEffect(() => {
    const timer = setInterval(async () => {
      if (await isPageThere(window.location.href)) window.location.reload();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return null;
}
