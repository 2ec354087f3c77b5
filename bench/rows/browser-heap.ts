import { setTimeout as sleep } from "node:timers/promises";
import type { CDPSession, Page } from "@playwright/test";
import { startWallFleet, type WallFleet } from "@/e2e/wall/wall-fleet";
import { isPoll, launchBrowser } from "../kit/browser";
import { waitUntilComplete } from "../kit/fleet-app";
import { hasten } from "../kit/hasten";
import { type HeapKinds, heapKinds } from "../kit/heap-kinds";
import type { Bench, Row } from "../kit/row";

const CLUSTERS = 500;
const POLL_INTERVAL_MS = 1_000;
const MAX_GROWTH = 1.03;
const SAMPLES = 10;
/** Enough for a page to show one answer before it asks for the next. */
const POLL_EVERY_MS = 20;
/** The server reads each account once a second, so one cluster of each changes as often. */
const CHANGE_EVERY_MS = 500;
const LOOK_EVERY_MS = 10;

interface Look extends HeapKinds {
  polls: number;
  changes: number;
  heapMb: number;
  /** Those that the page has, and those that it only still refers to. */
  elements: number;
}

/** Whether a page that stays open grows. */
export const browserHeap: Bench = (isQuick) => heapRows("/", "Browser heap", isQuick);

/** Whether a wall screen grows, which is never closed. */
export const wallHeap: Bench = (isQuick) => heapRows("/wall", "The wall's heap", isQuick);

/**
 * Changes clusters all the time, and looks several times: a page warms up as V8 compiles what runs often, so only what
 * still grows afterwards, or is not code, is growth.
 */
async function heapRows(path: string, what: string, isQuick: boolean): Promise<Row[]> {
  const counts = isQuick ? [100, 250, 500, 1_000] : [500, 1_000, 2_500, 5_000];
  await using fleet = await startWallFleet({ clusters: CLUSTERS, pollIntervalMs: POLL_INTERVAL_MS });
  await waitUntilComplete(`${fleet.app.url}/api/clusters`, CLUSTERS);
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  await hasten(page, POLL_EVERY_MS);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  await page.goto(new URL(path, fleet.app.url).href);

  const looks: Look[] = [];
  const seen = countPolls(page);
  const changing = keepChanging(fleet);
  for (const count of counts) {
    while (seen.polls < count) await sleep(LOOK_EVERY_MS);
    looks.push({ ...seen, ...(await look(devtools)) });
  }
  clearInterval(changing);
  return rowsOf(what, looks);
}

/** What the page has asked and been answered so far. */
function countPolls(page: Page): { polls: number; changes: number } {
  const seen = { polls: 0, changes: 0 };
  page.on("response", (response) => {
    if (!isPoll(response)) return;
    seen.polls += 1;
    if (response.status() === 200) seen.changes += 1;
  });
  return seen;
}

/** Each cluster in turn, far from the one before it, so that both accounts have a change in each of their readings. */
function keepChanging(fleet: WallFleet): NodeJS.Timeout {
  let changes = 0;
  return setInterval(() => {
    const index = (changes * 257) % CLUSTERS;
    fleet.setStatus(index, Math.floor(changes / CLUSTERS) % 2 === 0 ? "pending" : "active");
    changes += 1;
  }, CHANGE_EVERY_MS);
}

function rowsOf(what: string, looks: readonly Look[]): Row[] {
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined) return [];
  const row = (kind: string, mbOf: (look: Look) => number, more: string): Row => {
    const ratio = mbOf(last) / mbOf(first);
    return {
      what: `${what} after ${last.polls} polls of ${CLUSTERS} clusters, ${last.changes} of them with a change${kind}`,
      target: `≤ ${MAX_GROWTH} × after ${first.polls}`,
      measured: `${ratio.toFixed(3)} × (${looks.map((each) => mbOf(each).toFixed(2)).join(" → ")} MB after ${looks.map(({ polls }) => polls).join(", ")}${more})`,
      isMet: ratio <= MAX_GROWTH,
      against: "Homepage +0.5 KB a poll, Uptime Kuma +4.2 KB",
    };
  };
  const code = looks.map(({ codeMb }) => codeMb.toFixed(2)).join(" → ");
  const elements = looks.map((each) => each.elements).join(" → ");
  return [
    row("", ({ heapMb }) => heapMb, ""),
    row(", without compiled code", ({ dataMb }) => dataMb, `; code ${code} MB; elements ${elements}`),
  ];
}

async function look(devtools: CDPSession): Promise<Omit<Look, "polls" | "changes">> {
  const heapMb = await smallestHeapMb(devtools);
  const { metrics } = await devtools.send("Performance.getMetrics");
  const elements = metrics.find(({ name }) => name === "Nodes")?.value ?? Number.NaN;
  return { heapMb, elements, ...(await heapKinds(devtools)) };
}

/** The lowest of several samples: at other moments an arriving answer is held beside the one that is shown. */
async function smallestHeapMb(devtools: CDPSession): Promise<number> {
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
