import { setTimeout as sleep } from "node:timers/promises";
import { launchBrowser } from "./browser";
import { startFleetApp } from "./fleet-app";
import { watchLongTasks } from "./long-tasks";
import { watchMainThread } from "./main-thread";
import type { Bench, Row } from "./row";
import { median, percentile } from "./statistics";

const CLUSTERS = 2_000;
const NODES_PER_CLUSTER = 8;
const WALL_NODES_PER_CLUSTER = 5;
const AT_MOST_MS = 50;
const LONGEST_TASK_MS = 100;
const SETTLE_MS = 10_000;
/** After an answer has arrived: enough to render it. */
const RENDERED_WITHIN_MS = 1_500;

/** What one poll costs the page's main thread when every reading is new and nothing else has changed. */
export const pollWork: Bench = (isQuick) =>
  workRows({ name: "the page", path: "/", nodesPerCluster: NODES_PER_CLUSTER }, isQuick);

/** The same of a wall screen, which draws every node. */
export const wallWork: Bench = (isQuick) =>
  workRows({ name: "the wall", path: "/wall?views=fleet", nodesPerCluster: WALL_NODES_PER_CLUSTER }, isQuick);

interface WorkOptions {
  name: string;
  path: string;
  nodesPerCluster: number;
}

async function workRows({ name, path, nodesPerCluster }: WorkOptions, isQuick: boolean): Promise<Row[]> {
  await using app = await startFleetApp({ clusters: CLUSTERS, nodesPerCluster, pollIntervalMs: 5_000 });
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  const longTasks = await watchLongTasks(page);
  await page.goto(new URL(path, app.url).href);
  await sleep(SETTLE_MS);
  const mainThread = await watchMainThread(page);
  await longTasks.forget();

  const polls = isQuick ? 6 : 40;
  const work: number[] = [];
  while (work.length < polls) {
    const isPoll = (url: string) => new URL(url).pathname === "/api/clusters";
    const request = await page.waitForEvent("request", (candidate) => isPoll(candidate.url()));
    const beforeMs = await mainThread.workMs();
    const response = await request.response();
    await response?.finished();
    await sleep(RENDERED_WITHIN_MS);
    if (response?.status() === 200) work.push((await mainThread.workMs()) - beforeMs);
  }
  const longestMs = Math.max(0, ...(await longTasks.durations()));

  const against = "–";
  return [
    {
      what: `Main-thread work of ${name} per poll, ${CLUSTERS} clusters of ${nodesPerCluster} nodes, 95th percentile of ${polls}`,
      target: `≤ ${AT_MOST_MS} ms`,
      measured: `${percentile(work, 95).toFixed(0)} ms (median ${median(work).toFixed(0)} ms)`,
      isMet: percentile(work, 95) <= AT_MOST_MS,
      against,
    },
    {
      what: `Longest task of ${name} in those polls`,
      target: `≤ ${LONGEST_TASK_MS} ms`,
      measured: longestMs === 0 ? "none over 50 ms" : `${longestMs.toFixed(0)} ms`,
      isMet: longestMs <= LONGEST_TASK_MS,
      against,
    },
  ];
}
