import { DAY_MS } from "@/lib/domain/time/epoch";
import { startPostgres } from "@/lib/testing/postgres";
import { INSPECTED, openInspector } from "../attack/inspector";
import { watchOthers } from "../attack/watch-others";
import { fillHistory } from "../kit/fill-history";
import { startFleetApp } from "../kit/fleet-app";
import { watchHeldLoop } from "../kit/held-loop";
import { processorWaitMs } from "../kit/process-usage";
import type { Row } from "../kit/row";
import { percentile } from "../kit/statistics";

const CLUSTERS = 500;
const MAX_WAIT_MS = 50;
const MAX_HELD_MS = 50;
/** Far fewer than the server could answer. */
const LOOK_EVERY_MS = 100;
const WATCH_MS = 20_000;
/** Days begin at other moments in each of these, so each is a question that nobody has asked before. */
const ZONES = ["Europe/Berlin", "UTC", "Asia/Tokyo", "America/New_York", "Asia/Kolkata", "America/Los_Angeles"];
const GROUPINGS = ["provider", "cluster"];

/** How long the fleet page waits, and how long the event loop is held, while others ask for the costs of a year. */
export async function costsBesideFleet(isQuick: boolean): Promise<Row[]> {
  const postgres = await startPostgres();
  // It works through a year for as long as anybody asks; on the server's own two processors, it would be the answers that wait.
  postgres.stepBack();
  try {
    return [
      ...(await measure("SQLite", isQuick)),
      ...(await measure("PostgreSQL", isQuick, await postgres.createDatabase())),
    ];
  } finally {
    await postgres.stop();
  }
}

async function measure(store: string, isQuick: boolean, databaseUrl?: string): Promise<Row[]> {
  const changesPerDay = isQuick ? 2 : 20;
  const to = Date.now();
  const from = to - 365 * DAY_MS;
  await using app = await startFleetApp({
    ...{ clusters: CLUSTERS, pollIntervalMs: 5_000, environment: INSPECTED },
    ...(databaseUrl !== undefined && { databaseUrl }),
    prepare: (location) => fillHistory(location, { from, to, clusters: CLUSTERS, changesPerDay }),
  });
  const inspector = await openInspector(app.output());
  const watched = [{ url: app.fleetUrl, headers: { "Accept-Encoding": "gzip" }, everyMs: LOOK_EVERY_MS }];
  const watch = async () => {
    const loop = await watchHeldLoop(inspector);
    const waitedBefore = await processorWaitMs(app.pid);
    const [answers] = await watchOthers(watched, WATCH_MS);
    const timesMs = answers?.timesMs ?? [];
    const waitedShare = ((await processorWaitMs(app.pid)) - waitedBefore) / WATCH_MS;
    return { timesMs, p99: percentile(timesMs, 99), waitedShare, held: await loop.end() };
  };
  const alone = await watch();
  const questions = askForYears(app.url, new Date(from).toISOString());
  const beside = await watch();
  const times = await questions.end();
  inspector.close();

  const meanwhile = `while the costs of a year are asked for, ${CLUSTERS} clusters, ${changesPerDay} changes a day each, ${store}`;
  const asked = `${times.length} questions took up to ${Math.max(...times).toFixed(0)} ms`;
  return [
    {
      what: `GET /api/clusters, 99th percentile, ${meanwhile}`,
      target: `≤ ${MAX_WAIT_MS} ms`,
      measured: `${beside.p99.toFixed(0)} ms, at most ${Math.max(...beside.timesMs).toFixed(0)} ms, of ${beside.timesMs.length} answers (alone ${alone.p99.toFixed(0)} ms); ${asked}; for ${percent(beside.waitedShare)} of the time the server's thread waited for a processor (alone ${percent(alone.waitedShare)})`,
      isMet: beside.p99 <= MAX_WAIT_MS,
      against: "–",
    },
    {
      what: `Longest hold of the server's event loop, CPU time, ${meanwhile}`,
      target: `≤ ${MAX_HELD_MS} ms`,
      measured: `${beside.held.cpuMs.toFixed(0)} ms (alone ${alone.held.cpuMs.toFixed(0)} ms); its timers were late by at most ${beside.held.delayMs.toFixed(0)} ms (alone ${alone.held.delayMs.toFixed(0)} ms)`,
      isMet: beside.held.cpuMs <= MAX_HELD_MS,
      against: "–",
    },
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

/** Asks one question after another until it is ended, and returns how long each answer took. */
function askForYears(url: string, from: string): { end: () => Promise<number[]> } {
  let isEnding = false;
  const asking = (async () => {
    const times: number[] = [];
    for (let index = 0; !isEnding; index += 1) {
      const groupBy = GROUPINGS[index % GROUPINGS.length] ?? "provider";
      const timeZone = ZONES[Math.floor(index / GROUPINGS.length) % ZONES.length] ?? "UTC";
      const query = new URLSearchParams({ from, bucket: "day", groupBy, timeZone });
      const startedAt = performance.now();
      const answer = await fetch(`${url}/api/costs?${query}`);
      if (!answer.ok) throw new Error(`The costs of a year were answered with ${answer.status}.`);
      await answer.arrayBuffer();
      times.push(performance.now() - startedAt);
    }
    return times;
  })();
  return {
    end: () => {
      isEnding = true;
      return asking;
    },
  };
}
