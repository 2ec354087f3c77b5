import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import { launchBrowser } from "../kit/browser";
import { startFleetApp } from "../kit/fleet-app";
import type { Row } from "../kit/row";

const MAX_KB = 175;
/** A page has loaded what it begins with once it has asked for no script for this long. */
const QUIET_MS = 2_000;
const RECHARTS = /recharts-(wrapper|surface|responsive-container)/;

/** The JavaScript that a first visit of the fleet page downloads, and one of the wall screen. */
export async function firstLoad(): Promise<Row[]> {
  await using app = await startFleetApp({ clusters: 8, pollIntervalMs: 15_000 });
  await using browser = await launchBrowser();
  return [
    ...(await loadOf(browser, "the fleet page", app.url)),
    ...(await loadOf(browser, "the wall screen", `${app.url}/wall`)),
  ];
}

/** In a context of its own: nothing is in its cache. */
async function loadOf(browser: Browser, name: string, url: string): Promise<Row[]> {
  await using context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const scripts = new Map<string, { bytes: number }>();
  let lastAskedAt = performance.now();
  devtools.on("Network.responseReceived", ({ requestId, type }) => {
    if (type !== "Script") return;
    scripts.set(requestId, { bytes: 0 });
    lastAskedAt = performance.now();
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scripts.set(requestId, { bytes: encodedDataLength });
  });
  await devtools.send("Network.enable");
  await page.goto(url);
  // The network is never idle: a page always has a question about the fleet that waits for an answer.
  while (performance.now() - lastAskedAt < QUIET_MS) await sleep(QUIET_MS / 10);

  const sources = await Promise.all(
    [...scripts.keys()].map(async (requestId) => (await devtools.send("Network.getResponseBody", { requestId })).body),
  );
  const gzipKb = sources.reduce((sum, source) => sum + gzipSync(source).byteLength, 0) / 1_000;
  const transferredKb = [...scripts.values()].reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
  const hasRecharts = sources.some((source) => RECHARTS.test(source));
  const sizes: Row = {
    what: `JavaScript of ${name}'s first load, ${scripts.size} files`,
    target: `≤ ${MAX_KB} KB gzip`,
    measured: `${gzipKb.toFixed(0)} KB gzip, ${transferredKb.toFixed(0)} KB transferred with its headers`,
    isMet: gzipKb <= MAX_KB,
    against: "Next with React Query bare 145 KB gzip",
  };
  const charts: Row = {
    what: `Recharts in ${name}'s first load`,
    target: "absent",
    measured: hasRecharts ? "present" : "absent",
    isMet: !hasRecharts,
    against: "–",
  };
  return [sizes, charts];
}
