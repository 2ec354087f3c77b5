import { setTimeout as sleep } from "node:timers/promises";
import { startFleetApp } from "../kit/fleet-app";
import type { Row } from "../kit/row";

const VIEWERS = 200;
const VIEWER_POLL_MS = 5_000;
/** The poller spreads its polls at random, so that no two minutes have exactly the same number of calls. */
const TOLERANCE = 0.05;

/** Two apps in the same minute, each with a fleet of its own; one of them is looked at. */
export async function providerCalls(isQuick: boolean): Promise<Row[]> {
  const seconds = isQuick ? 20 : 60;
  const options = { clusters: 40, pollIntervalMs: 1_000 };
  await using watched = await startFleetApp(options);
  await using alone = await startFleetApp(options);

  const before = { watched: watched.fleet.calls(), alone: alone.fleet.calls() };
  const until = performance.now() + seconds * 1_000;
  const viewers = Array.from({ length: VIEWERS }, (_, index) => view(watched.fleetUrl, index, until));
  await sleep(seconds * 1_000);
  const calls = {
    watched: watched.fleet.calls() - before.watched,
    alone: alone.fleet.calls() - before.alone,
  };
  const answers = (await Promise.all(viewers)).reduce((sum, count) => sum + count, 0);

  const row = {
    what: `Provider calls in ${seconds} s, polled every second, with ${VIEWERS} viewers (${answers} answers)`,
    target: `as with no viewer, ±${TOLERANCE * 100} % for the poller's jitter`,
    measured: `${calls.watched} calls, with none ${calls.alone}`,
    isMet: Math.abs(calls.watched / calls.alone - 1) <= TOLERANCE,
    against: "the same app at the same time, with no viewer",
  };
  return [row];
}

/** Polls like an open page, and returns how often it was answered. */
async function view(fleetUrl: string, index: number, until: number): Promise<number> {
  let answers = 0;
  let etag: string | null = null;
  await sleep((index * VIEWER_POLL_MS) / VIEWERS);
  while (performance.now() < until) {
    const response: Response = await fetch(fleetUrl, { headers: etag ? { "If-None-Match": etag } : {} });
    await response.arrayBuffer();
    etag = response.headers.get("etag");
    answers += 1;
    await sleep(VIEWER_POLL_MS);
  }
  return answers;
}
