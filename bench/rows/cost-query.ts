import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type History, openHistory } from "@/lib/server/history/open-history";
import type { StoreLocation } from "@/lib/server/store/open-database";
import { SQLITE_FILE } from "@/lib/server/store/sqlite-file";
import type { CostQuery } from "@/lib/server/views/costs/cost-plan";
import { answerCosts, EXAMPLE_LABELS } from "@/lib/testing/answer-costs";
import { startPostgres } from "@/lib/testing/postgres";
import { fillHistory } from "../kit/fill-history";
import { watchLongestTurn } from "../kit/longest-turn";
import type { Row } from "../kit/row";
import { median } from "../kit/statistics";

const YEAR = { from: Date.UTC(2025, 10, 1), to: Date.UTC(2026, 10, 1) };
const CLUSTERS = 500;
const ROUNDS = 5;
const FIRST_TARGET_MS = 300;
const AGAIN_TARGET_MS = 50;
const MAX_TURN_MS = 50;
const QUESTIONS = [
  { bucket: "day", groupBy: "provider" },
  { bucket: "day", groupBy: "cluster" },
  { bucket: "month", groupBy: "provider" },
] as const satisfies readonly Question[];

type Question = Pick<CostQuery, "bucket" | "groupBy">;

/**
 * A year's costs, of clusters that each change 20 times a day: asked for the first time after a start, and again a
 * poll later.
 */
export async function costQuery(isQuick: boolean): Promise<Row[]> {
  const changesPerDay = isQuick ? 2 : 20;
  const dataDir = await mkdtemp(path.join(tmpdir(), "clusterdeck-costs-"));
  const postgres = await startPostgres();
  try {
    const sqlite = await measure("SQLite", { dataDir }, changesPerDay);
    const megabytes = (await stat(path.join(dataDir, SQLITE_FILE))).size / 1e6;
    const other = await measure("PostgreSQL", { databaseUrl: await postgres.createDatabase() }, changesPerDay);
    return [
      ...sqlite.map((row) => ({ ...row, measured: `${row.measured}; file ${megabytes.toFixed(0)} MB` })),
      ...other,
    ];
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(store: string, location: StoreLocation, changesPerDay: number): Promise<Row[]> {
  await fillHistory(location, { ...YEAR, clusters: CLUSTERS, changesPerDay });
  const what = `Costs of a year, ${CLUSTERS} clusters, ${changesPerDay} changes a day each, ${store}`;
  const rows = [await measureUnprepared(what, location)];
  for (const question of QUESTIONS) rows.push(...(await measureRounds(what, location, question)));
  return rows;
}

/** Nothing is stored yet of what past days cost, as right after an update: it happens once. */
async function measureUnprepared(what: string, location: StoreLocation): Promise<Row> {
  const history = await openHistory(location);
  const turns = watchLongestTurn();
  const ms = await ask(history, QUESTIONS[0], 0);
  const longestMs = turns.end();
  await history.close();
  return {
    what: `${what}, before the server has prepared any: longest hold of the event loop, CPU time`,
    target: `≤ ${MAX_TURN_MS} ms`,
    measured: `${longestMs.toFixed(0)} ms; answered after ${ms.toFixed(0)} ms`,
    isMet: longestMs <= MAX_TURN_MS,
    against: "–",
  };
}

async function measureRounds(what: string, location: StoreLocation, question: Question): Promise<Row[]> {
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const history = await openHistory(location);
    first.push(await ask(history, question, 2 * round));
    again.push(await ask(history, question, 2 * round + 1));
    await history.close();
  }
  const row = (when: string, times: readonly number[], targetMs: number): Row => ({
    what: `${what}, by ${question.bucket} and ${question.groupBy}, ${when}`,
    target: `≤ ${targetMs} ms`,
    measured: `${median(times).toFixed(0)} ms`,
    isMet: median(times) <= targetMs,
    against: "–",
  });
  return [row("first query after a start", first, FIRST_TARGET_MS), row("asked again", again, AGAIN_TARGET_MS)];
}

/** Each question is asked a poll later than the one before, so that none gets its answer. */
async function ask(history: History, question: Question, polls: number): Promise<number> {
  const startedAt = performance.now();
  const source = { history, now: YEAR.to + polls * 15_000, filter: {}, labels: EXAMPLE_LABELS };
  const timeZone = "Europe/Berlin";
  await answerCosts({ ...YEAR, ...question, timeZone, billingTimeZone: timeZone, clusterId: null }, source);
  return performance.now() - startedAt;
}
