import { useSyncExternalStore } from "react";
import type { ScreenSize } from "./wall-unit";

const UNKNOWN: ScreenSize = { width: 0, height: 0 };
let latest = UNKNOWN;

/** The size of the browser's viewport, in pixels; zero during server rendering. */
export function useViewport(): ScreenSize {
  return useSyncExternalStore(subscribe, viewport, () => UNKNOWN);
}

function viewport(): ScreenSize {
  const { innerWidth: width, innerHeight: height } = window;
  if (latest.width !== width || latest.height !== height) latest = { width, height };
  return latest;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
}
