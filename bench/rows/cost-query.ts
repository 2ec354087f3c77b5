import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openHistory } from "@/lib/server/history/open-history";
import type { StoreLocation } from "@/lib/server/store/open-database";
import { SQLITE_FILE } from "@/lib/server/store/sqlite-file";
import { answerCosts, EXAMPLE_LABELS } from "@/lib/testing/answer-costs";
import { startPostgres } from "@/lib/testing/postgres";
import { fillHistory } from "../kit/fill-history";
import type { Row } from "../kit/row";
import { median } from "../kit/statistics";

const YEAR = { from: Date.UTC(2025, 10, 1), to: Date.UTC(2026, 10, 1) };
const CLUSTERS = 500;
const TARGET_MS = 300;

/** A year's costs by day, of clusters that each change 20 times a day: asked for the first time, and again. */
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
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const history = await openHistory(location);
    const ask = async () => {
      const startedAt = performance.now();
      const context = { history, now: YEAR.to, filter: {}, labels: EXAMPLE_LABELS };
      const query = {
        ...YEAR,
        bucket: "day",
        groupBy: "provider",
        timeZone: "Europe/Berlin",
        billingTimeZone: "Europe/Berlin",
        clusterId: null,
      } as const;
      await answerCosts(query, context);
      return performance.now() - startedAt;
    };
    first.push(await ask());
    again.push(await ask());
    await history.close();
  }
  const row = (when: string, times: readonly number[]): Row => ({
    what: `Costs of a year by day, ${CLUSTERS} clusters, ${changesPerDay} changes a day each, ${store}, ${when}`,
    target: store === "SQLite" ? `≤ ${TARGET_MS} ms` : "–",
    measured: `${median(times).toFixed(0)} ms`,
    isMet: store !== "SQLite" || median(times) <= TARGET_MS,
    against: "–",
  });
  return [row("first query after a start", first), row("asked again", again)];
}
