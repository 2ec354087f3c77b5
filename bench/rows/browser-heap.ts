import { setTimeout as sleep } from "node:timers/promises";
import type { CDPSession, Page } from "@playwright/test";
import { launchBrowser, nextPoll } from "../kit/browser";
import { startFleetApp } from "../kit/fleet-app";
import type { Bench, Row } from "../kit/row";

const CLUSTERS = 500;
const MAX_GROWTH = 1.05;
const SAMPLES = 10;

/** Makes every timer of a second or more a hundred times faster, so that an hour of polling takes a minute. */
const HURRY = `for (const name of ["setTimeout", "setInterval"]) {
  const original = window[name];
  window[name] = (callback, delay = 0, ...rest) =>
    original(callback, delay >= 1000 ? delay / 100 : delay, ...rest);
}`;

/** Whether a page that stays open grows. */
export const browserHeap: Bench = (isQuick) => heapRow("/", "Browser heap", isQuick);

/** Whether a wall screen grows, which is never closed. */
export const wallHeap: Bench = (isQuick) => heapRow("/wall", "The wall's heap", isQuick);

async function heapRow(path: string, what: string, isQuick: boolean): Promise<Row[]> {
  const [first, last] = isQuick ? [100, 500] : [500, 5_000];
  await using app = await startFleetApp({ clusters: CLUSTERS, pollIntervalMs: 1_000 });
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  await page.addInitScript(HURRY);
  const devtools = await page.context().newCDPSession(page);
  await page.goto(new URL(path, app.url).href);

  await awaitPolls(page, first);
  const before = await heapMb(devtools);
  await awaitPolls(page, last - first);
  const after = await heapMb(devtools);
  const ratio = after / before;
  const row = {
    what: `${what} after ${last} polls of ${CLUSTERS} clusters`,
    target: `≤ ${MAX_GROWTH} × after ${first}`,
    measured: `${ratio.toFixed(3)} × (${before.toFixed(2)} → ${after.toFixed(2)} MB)`,
    isMet: ratio <= MAX_GROWTH,
    against: "Homepage +0.5 KB a poll, Uptime Kuma +4.2 KB",
  };
  return [row];
}

async function awaitPolls(page: Page, count: number): Promise<void> {
  for (let polls = 0; polls < count; polls += 1) await nextPoll(page);
}

/** The lowest of several samples: at other moments an arriving answer is held beside the one that is shown. */
async function heapMb(devtools: CDPSession): Promise<number> {
  const samples: number[] = [];
  while (samples.length < SAMPLES) {
    // Twice: what the first collection's finalizers release is collected by the second.
    await devtools.send("HeapProfiler.collectGarbage");
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    samples.push(usedSize / 1e6);
    await sleep(100);
  }
  return Math.min(...samples);
}
