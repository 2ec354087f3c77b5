"use client";

import { type ReactNode, use, useEffect } from "react";
import { patiently } from "@/components/ui/patiently";
import { lacksFeatures } from "@/lib/browser/lacks-features";
import { replayEarlyInput } from "./early-input/replay-early-input";

/** Older browsers load what they lack before anything else of the page runs. */
const polyfills =
  typeof window !== "undefined" && lacksFeatures() ? patiently(() => import("@/lib/browser/polyfills")) : null;

/** Ends the watch of `LifelessNotice` once the whole page has come alive, and does what was done to it until then. */
export function LivingPage({ children }: { children: ReactNode }) {
  if (polyfills !== null) use(polyfills);
  useEffect(() => {
    document.documentElement.dataset.alive = "";
    replayEarlyInput();
  }, []);
  return children;
}
