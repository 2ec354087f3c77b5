import { setTimeout as sleep } from "node:timers/promises";
import type { Page, Response } from "@playwright/test";
import { startWallFleet, type WallFleet } from "@/e2e/wall/wall-fleet";
import { isPoll, launchBrowser } from "../kit/browser";
import { waitUntilComplete } from "../kit/fleet-app";
import { hasten } from "../kit/hasten";
import { watchMainThread } from "../kit/main-thread";
import type { Bench, Row } from "../kit/row";
import { median, percentile } from "../kit/statistics";
import { watchLongTasks } from "./long-tasks";

const CLUSTERS = 2_000;
const NODES_PER_CLUSTER = 8;
const FRAME_MS = 16;
const MAX_MS = 50;
const MAX_TASK_MS = 50;
const SETTLE_MS = 10_000;
/** What an answer sets going is over when the page has rested for so long; the ages, which count on every second, leave it time to. */
const RESTED_MS = 400;
/** In so much time, a page works this much for no reason of its own. */
const AT_REST_MS = 0.2;
const RENDERED_WITHIN_MS = 1_500;
/** Before the page asks again. */
const POLL_EVERY_MS = 2_000;
/** So that a change is read before the page asks again. */
const READ_EVERY_MS = 2_000;
const SAMPLE_EVERY_MS = 20;
/** On a busy machine, thousands of clusters take a while to be read. */
const MAX_WAIT_MS = 120_000;
const POLLS = { quick: 6, whole: 40 };

/** How much main-thread work one poll takes the page of a large fleet: when nothing has changed, and when one cluster has. */
export const pollWork: Bench = async (isQuick) => {
  await using fleet = await startLargeFleet();
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  const what = `the page per poll, ${CLUSTERS} clusters of ${NODES_PER_CLUSTER} nodes`;
  const work = await watchWork(page, fleet.app.url);
  const unchanged = await work.perAnswer(304, POLLS[isQuick ? "quick" : "whole"]);
  const changed = await work.perAnswer(200, POLLS[isQuick ? "quick" : "whole"], (poll) =>
    fleet.setStatus(placeOf(poll), "pending"),
  );
  return [
    workRow(`${what}, nothing changed`, unchanged, FRAME_MS),
    workRow(`${what}, one cluster changed`, changed, MAX_MS),
    longestTaskRow(await work.longestTaskMs()),
  ];
};

/** The same for a wall screen, which draws all nodes, while a cluster changes with each poll. */
export const wallWork: Bench = async (isQuick) => {
  await using fleet = await startLargeFleet();
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  const work = await watchWork(page, `${fleet.app.url}/wall?views=fleet`);
  const changed = await work.perAnswer(200, POLLS[isQuick ? "quick" : "whole"], (poll) =>
    fleet.setStatus(placeOf(poll), "pending"),
  );
  const what = `the wall per poll, ${CLUSTERS} clusters of ${NODES_PER_CLUSTER} nodes, one cluster changed`;
  return [workRow(what, changed, MAX_MS), longestTaskRow(await work.longestTaskMs())];
};

async function startLargeFleet(): Promise<WallFleet> {
  const fleet = await startWallFleet({
    clusters: CLUSTERS,
    nodesPerCluster: NODES_PER_CLUSTER,
    pollIntervalMs: READ_EVERY_MS,
  });
  await waitUntilComplete(`${fleet.app.url}/api/clusters`, CLUSTERS);
  return fleet;
}

/** Another cluster for each poll, anywhere in the fleet, so that it moves past many others in their order. */
function placeOf(poll: number): number {
  return (poll * 617) % CLUSTERS;
}

async function watchWork(page: Page, url: string) {
  const longTasks = await watchLongTasks(page);
  await hasten(page, POLL_EVERY_MS);
  await page.goto(url, { timeout: MAX_WAIT_MS });
  await sleep(SETTLE_MS);
  const mainThread = await watchMainThread(page);
  await longTasks.forget();
  return {
    /** The work of each of so many answers with that status. For each, `change` may change something first. */
    async perAnswer(status: number, answers: number, change?: (answer: number) => void): Promise<number[]> {
      const work: number[] = [];
      await using watched = watchAnswers(page, mainThread.workMs);
      while (work.length < answers) {
        change?.(work.length);
        work.push(await watched.workOfNext(status));
      }
      return work;
    },
    longestTaskMs: async () => Math.max(0, ...(await longTasks.durations())),
  };
}

/** Notes every answer as it comes, and what the page had worked until just before. */
function watchAnswers(page: Page, workMs: () => number) {
  let latestMs = workMs();
  const answers: { status: number; beforeMs: number }[] = [];
  const note = (response: Response) => {
    if (isPoll(response)) answers.push({ status: response.status(), beforeMs: latestMs });
  };
  page.on("response", note);
  let isOver = false;
  const sample = async () => {
    while (!isOver) {
      latestMs = workMs();
      await sleep(SAMPLE_EVERY_MS);
    }
  };
  const sampling = sample();
  return {
    /** Until it has been rendered. */
    async workOfNext(status: number): Promise<number> {
      const until = performance.now() + MAX_WAIT_MS;
      for (;;) {
        const answer = answers.shift();
        if (answer?.status === status) {
          return (await workOnceRested(workMs)) - answer.beforeMs;
        }
        if (performance.now() > until) throw new Error(`The page was not answered ${status}.`);
        if (answer === undefined) await sleep(SAMPLE_EVERY_MS);
      }
    },
    [Symbol.asyncDispose]: async () => {
      isOver = true;
      page.off("response", note);
      await sampling;
    },
  };
}

async function workOnceRested(workMs: () => number): Promise<number> {
  const until = performance.now() + RENDERED_WITHIN_MS;
  let worked = workMs();
  let restingSince = performance.now();
  while (performance.now() < until && performance.now() - restingSince < RESTED_MS) {
    await sleep(SAMPLE_EVERY_MS);
    const now = workMs();
    if (now - worked > AT_REST_MS) restingSince = performance.now();
    worked = now;
  }
  return worked;
}

function workRow(what: string, work: readonly number[], maxMs: number): Row {
  const p95Ms = percentile(work, 95);
  return {
    what: `Main-thread work of ${what}, 95th percentile of ${work.length}`,
    target: `≤ ${maxMs} ms`,
    measured: `${p95Ms.toFixed(0)} ms (median ${median(work).toFixed(0)} ms)`,
    isMet: p95Ms <= maxMs,
    against: "–",
  };
}

function longestTaskRow(longestMs: number): Row {
  return {
    what: "Longest task in those polls",
    target: `≤ ${MAX_TASK_MS} ms`,
    measured: longestMs === 0 ? "none over 50 ms" : `${longestMs.toFixed(0)} ms`,
    isMet: longestMs <= MAX_TASK_MS,
    against: "–",
  };
}
