import { useSyncExternalStore } from "react";

/** How wide a text is, as a multiple of its font size. */
export type TextWidth = (text: string, weight: "normal" | "bold") => number;

const WEIGHTS = { normal: 400, bold: 600 };
const MEASURED_PX = 100;
/** Allows for what measuring ignores: tabular figures, tighter letter spacing. */
const MARGIN = 1.03;
const MAX_CACHED = 20_000;

/** Measures text as this page draws it, and again once its web font has loaded. */
export function useTextWidth(): TextWidth {
  return useSyncExternalStore(
    subscribe,
    () => {
      measured ??= createTextWidth();
      return measured;
    },
    () => estimate,
  );
}

let measured: TextWidth | null = null;

function subscribe(listener: () => void): () => void {
  const measureAgain = () => {
    measured = null;
    listener();
  };
  document.fonts.addEventListener("loadingdone", measureAgain);
  return () => document.fonts.removeEventListener("loadingdone", measureAgain);
}

function estimate(text: string): number {
  return text.length * 0.55;
}

function createTextWidth(): TextWidth {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return estimate;
  const { fontFamily } = getComputedStyle(document.body);
  const cache = new Map<string, number>();
  return (text, weight) => {
    const key = `${weight} ${text}`;
    const before = cache.get(key);
    if (before !== undefined) return before;
    // A page that stays open for weeks keeps meeting new ages.
    if (cache.size >= MAX_CACHED) cache.clear();
    context.font = `${WEIGHTS[weight]} ${MEASURED_PX}px ${fontFamily}`;
    const width = (context.measureText(text).width / MEASURED_PX) * MARGIN;
    cache.set(key, width);
    return width;
  };
}
