import { setTimeout as sleep } from "node:timers/promises";
import type { Page, Response } from "@playwright/test";
import { launchBrowser } from "../kit/browser";
import { costsAnswer, METRIC_CHARTS, metricsAnswer } from "../kit/chart-answers";
import { startFleetApp } from "../kit/fleet-app";
import { watchMainThread } from "../kit/main-thread";
import { measuredCluster } from "../kit/measured-cluster";
import type { Row } from "../kit/row";
import { median } from "../kit/statistics";

const MAX_MS = 30;
const COST_CHARTS = 3;
/** After an answer has arrived: enough to draw it. */
const DRAWN_WITHIN_MS = 1_200;
const SETTLE_MS = 4_000;

/** How much main-thread work it takes the page to draw a chart's newest answer. */
export async function chartUpdate(isQuick: boolean): Promise<Row[]> {
  const rounds = isQuick ? 5 : 15;
  await using app = await startFleetApp({ clusters: 8, pollIntervalMs: 15_000 });
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  const ask = (path: RegExp, url: string, answer: (round: number) => object) =>
    workPerAnswer(page, path, `${app.url}${url}`, answer, rounds);

  const { id } = await measuredCluster(app.fleetUrl);
  const cluster = `/clusters/${encodeURIComponent(id)}?metrics=7d`;
  const charts = await ask(/\/metrics\?/, cluster, (round) => metricsAnswer(round, Date.now(), true));
  const figures = await ask(/\/metrics\?/, cluster, (round) => metricsAnswer(round, Date.now(), false));
  const costs = await ask(/\/api\/costs\?/, "/costs", (round) => costsAnswer(round, Date.now()));
  return [
    row("Update of a chart of metrics, 7 days, 400 points", charts - figures, METRIC_CHARTS),
    row("Update of a chart of costs, 7 series of 400 steps, 100 bars", costs, COST_CHARTS),
  ];
}

function row(what: string, workMs: number, charts: number): Row {
  const perChartMs = workMs / charts;
  return {
    what: `${what}, median`,
    target: `≤ ${MAX_MS} ms`,
    measured: `${perChartMs.toFixed(1)} ms (${workMs.toFixed(0)} ms for all ${charts})`,
    isMet: perChartMs <= MAX_MS,
    against: "Recharts with 1 000 points a line 27–65 ms",
  };
}

/** The page sends all its queries again when it comes into view; only one of the answers has changed. */
async function workPerAnswer(
  page: Page,
  path: RegExp,
  url: string,
  answer: (round: number) => object,
  rounds: number,
): Promise<number> {
  let round = 0;
  await page.route(path, (route) => route.fulfill({ json: answer(round) }));
  const isAnswer = (response: Response) => path.test(response.url());
  await Promise.all([page.waitForResponse(isAnswer), page.goto(url)]);
  await sleep(SETTLE_MS);
  const mainThread = await watchMainThread(page);
  const work: number[] = [];
  for (round = 1; round <= rounds; round += 1) {
    const beforeMs = mainThread.workMs();
    const answered = page.waitForResponse(isAnswer);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    await (await answered).finished();
    await sleep(DRAWN_WITHIN_MS);
    work.push(mainThread.workMs() - beforeMs);
  }
  await page.unroute(path);
  return median(work);
}
