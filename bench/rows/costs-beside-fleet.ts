import { setTimeout as sleep } from "node:timers/promises";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { fillHistory } from "../kit/fill-history";
import { startFleetApp } from "../kit/fleet-app";
import type { Row } from "../kit/row";
import { percentile } from "../kit/statistics";

const CLUSTERS = 500;
const TARGET_MS = 50;
const LOOK_EVERY_MS = 10;
/** Days begin at other moments in each of these, so each is a question that nobody has asked before. */
const ZONES = ["Europe/Berlin", "UTC", "Asia/Tokyo", "America/New_York", "Asia/Kolkata", "America/Los_Angeles"];
const GROUPINGS = ["provider", "cluster"];

/** How long the fleet page waits while others ask for the costs of a year, on SQLite, which works in our process. */
export async function costsBesideFleet(isQuick: boolean): Promise<Row[]> {
  const changesPerDay = isQuick ? 2 : 20;
  const to = Date.now();
  const from = to - 365 * DAY_MS;
  await using app = await startFleetApp({
    clusters: CLUSTERS,
    pollIntervalMs: 5_000,
    prepare: (dataDir) => fillHistory({ dataDir }, { from, to, clusters: CLUSTERS, changesPerDay }),
  });
  const alone = await look(app.fleetUrl, sleep(5_000));
  const questions: number[] = [];
  const beside = await look(app.fleetUrl, askForYears(app.url, new Date(from).toISOString(), questions));
  return [
    {
      what: `GET /api/clusters, 99th percentile, while the costs of a year are asked for, ${CLUSTERS} clusters, ${changesPerDay} changes a day each, SQLite`,
      target: `≤ ${TARGET_MS} ms`,
      measured: `${percentile(beside, 99).toFixed(0)} ms, at most ${Math.max(...beside).toFixed(0)} ms, of ${beside.length} answers (alone ${percentile(alone, 99).toFixed(0)} ms); ${questions.length} questions took up to ${Math.max(...questions).toFixed(0)} ms`,
      isMet: percentile(beside, 99) <= TARGET_MS,
      against: "–",
    },
  ];
}

async function askForYears(url: string, from: string, times: number[]): Promise<void> {
  for (const timeZone of ZONES) {
    for (const groupBy of GROUPINGS) {
      const startedAt = performance.now();
      const query = new URLSearchParams({ from, bucket: "day", groupBy, timeZone });
      const answer = await fetch(`${url}/api/costs?${query}`);
      if (!answer.ok) throw new Error(`The costs of a year were answered with ${answer.status}.`);
      await answer.arrayBuffer();
      times.push(performance.now() - startedAt);
    }
  }
}

/** Asks for the fleet again and again until the other work is done, and returns how long each answer took. */
async function look(fleetUrl: string, other: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let isDone = false;
  const done = other.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const startedAt = performance.now();
    await (await fetch(fleetUrl)).arrayBuffer();
    times.push(performance.now() - startedAt);
    await sleep(LOOK_EVERY_MS);
  }
  await done;
  return times;
}
