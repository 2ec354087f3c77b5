import type { ElementHandle } from "@playwright/test";
import type { Logs } from "@/lib/contract/logs";
import { launchBrowser } from "../kit/browser";
import { startFleetApp } from "../kit/fleet-app";
import { watchMainThread } from "../kit/main-thread";
import { measuredCluster } from "../kit/measured-cluster";
import type { Row } from "../kit/row";
import { percentile } from "../kit/statistics";

const LINES = 50_000;
const FRAME_MS = 16;
const STEP_PX = 400;

/** How much main-thread work each step of a scroll through a long log takes. */
export async function logScroll(isQuick: boolean): Promise<Row[]> {
  const steps = isQuick ? 30 : 150;
  await using app = await startFleetApp({ clusters: 8, pollIntervalMs: 15_000 });
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  await page.route(/\/logs$/, (route) => route.fulfill({ json: logAnswer() }));
  const { id } = await measuredCluster(app.fleetUrl);
  await page.goto(`${app.url}/clusters/${encodeURIComponent(id)}`);
  await page.getByRole("button", { name: "Show logs" }).click();
  await page.getByRole("option", { name: `line ${LINES - 1} ` }).waitFor({ state: "attached" });

  const mainThread = await watchMainThread(page);
  // Found once: to look for it would be work for the page.
  const list = await page.getByRole("listbox", { name: "Log lines" }).elementHandle();
  if (list === null) throw new Error("There is no log on the page.");
  const work: number[] = [];
  while (work.length < steps) {
    const beforeMs = mainThread.workMs();
    await scrollUp(list);
    work.push(mainThread.workMs() - beforeMs);
  }
  const p95Ms = percentile(work, 95);
  return [
    {
      what: `Main-thread work per ${STEP_PX} px of a log of ${LINES} lines, 95th percentile of ${steps}`,
      target: `≤ ${FRAME_MS} ms`,
      measured: `${p95Ms.toFixed(1)} ms (median ${percentile(work, 50).toFixed(1)} ms)`,
      isMet: p95Ms <= FRAME_MS,
      against: "–",
    },
  ];
}

/** Resolves once the step is on the screen. */
function scrollUp(list: ElementHandle<Element>): Promise<void> {
  return list.evaluate(
    (list, stepPx) =>
      new Promise<void>((resolve) => {
        list.scrollTop -= stepPx;
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
    STEP_PX,
  );
}

function logAnswer(): Logs {
  const start = Date.now() - LINES * 1_000;
  return {
    lines: Array.from({ length: LINES }, (_, place) => ({
      at: new Date(start + place * 1_000).toISOString(),
      level: place % 100 === 0 ? "ERROR" : "INFO",
      text: `line ${place} ${"loss 1.913 lr 3.0e-04 ".repeat(1 + (place % 6))}`,
    })),
    readAt: new Date().toISOString(),
    nextReadAt: null,
  };
}
