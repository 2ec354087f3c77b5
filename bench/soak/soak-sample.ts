import type { CDPSession, Page } from "@playwright/test";
import { median, percentile } from "../kit/statistics";

/** What a page holds in memory at one moment, after garbage collection. */
export interface SoakSample {
  /** The number of the page load, from 1: at night a screen reloads its page. */
  load: number;
  atMs: number;
  heapMb: number;
  nodes: number;
  listeners: number;
  frameMs: { median: number; slow: number };
}

const WATCHED_FRAMES = 120;
const WIDTHS = [8, 9, 8, 10, 14, 12];

export const SOAK_COLUMNS = lineOf(["minute", "heap MB", "nodes", "listeners", "frame median", "frame 95 %"]);

export function sampleLine({ atMs, heapMb, nodes, listeners, frameMs }: SoakSample): string {
  return lineOf([
    (atMs / 60_000).toFixed(1),
    heapMb.toFixed(2),
    String(nodes),
    String(listeners),
    `${frameMs.median.toFixed(1)} ms`,
    `${frameMs.slow.toFixed(1)} ms`,
  ]);
}

export async function takeSample(page: Page, devtools: CDPSession): Promise<Omit<SoakSample, "load" | "atMs">> {
  const frames = await page.evaluate<number[]>(WATCH_FRAMES);
  // Twice: what the first collection's finalizers release is collected by the second.
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return {
    heapMb: metric("JSHeapUsedSize") / 1e6,
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
    frameMs: { median: median(frames), slow: percentile(frames, 95) },
  };
}

/** Resolves in the page with the times between frames, in milliseconds. Text, since a compiled function would not be whole there. */
const WATCH_FRAMES = `new Promise((resolve) => {
  const times = [];
  let last = performance.now();
  const next = (now) => {
    times.push(now - last);
    last = now;
    if (times.length < ${WATCHED_FRAMES}) requestAnimationFrame(next);
    else resolve(times);
  };
  requestAnimationFrame(next);
})`;

function lineOf(cells: readonly string[]): string {
  return cells.map((cell, column) => cell.padStart(WIDTHS[column] ?? 0)).join("  ");
}
