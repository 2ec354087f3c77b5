import "server-only";
import { sql } from "kysely";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { createPause, type Pause } from "../../pause";
import { LEDGER_COLUMNS, toLedgerRow } from "../record/ledger-columns";
import type { Database } from "../schema";
import { type ClockDoubt, readDoubts } from "./clock-doubt";
import { type ClusterFilter, filterCondition } from "./cluster-filter";

/** A cluster as the ledger identifies it. */
export interface LedgerCluster {
  id: string;
  accountId: string;
  provider: string;
  providerClusterId: string;
  name: string;
  gpuModel: string | null;
  gpuCount: number | null;
  cloud: string | null;
  regionId: string | null;
  regionLabel: string | null;
}

export interface ClusterIntervals {
  cluster: LedgerCluster;
  /**
   * The rows that overlap the window, in order; at least one. Can be read once, and only before moving on to the next
   * cluster.
   */
  pages: AsyncIterable<readonly LedgerRow[]>;
  /** When its account was last read: a row that has not ended is known up to then. */
  watchedUntil: EpochMs;
  /** What clock jumps leave in doubt about it. */
  doubts: readonly ClockDoubt[];
}

/** SQLite reads on the main thread, so a statement may take only a few milliseconds. */
const CLUSTERS_PER_STATEMENT = 200;
const ROWS_PER_STATEMENT = 1_000;

/**
 * The ledger of a window, cluster by cluster and page by page, so that any number of clusters and rows fits into
 * memory.
 */
export async function* readIntervals(
  db: Database,
  window: TimeWindow,
  filter: ClusterFilter,
  pause: Pause = createPause(),
): AsyncGenerator<ClusterIntervals> {
  const doubts = await readDoubts(db, window, filter);
  for await (const { key, watchedUntil, ...cluster } of readClusters(db, filter)) {
    await pause();
    const pages = readRowPages(db, key, window, pause);
    const { done, value: first } = await pages.next();
    if (!done) yield { cluster, pages: startingWith(first, pages), watchedUntil, doubts: doubts.get(key) ?? [] };
  }
}

async function* readClusters(db: Database, filter: ClusterFilter) {
  let last = { accountId: "", id: "" };
  for (;;) {
    const { rows } = await sql<LedgerCluster & { key: number; watchedUntil: number }>`
      select cluster.key, cluster.id, cluster.account_id, provider, provider_cluster_id, name, gpu_model, gpu_count, cloud,
        region_id, region_label, watched_until
      from cluster join account on account.id = cluster.account_id
        left join (select account_id, max(last_at) as watched_until from poll_run group by account_id) as watched
          on watched.account_id = cluster.account_id
      where ${filterCondition(filter)} and (cluster.account_id, cluster.id) > (${last.accountId}, ${last.id})
      order by cluster.account_id, cluster.id limit ${CLUSTERS_PER_STATEMENT}`.execute(db);
    yield* rows;
    if (rows.length < CLUSTERS_PER_STATEMENT) return;
    last = rows.at(-1) ?? last;
  }
}

async function* startingWith<Item>(first: Item, rest: AsyncIterable<Item>): AsyncGenerator<Item> {
  yield first;
  yield* rest;
}

/** The first rows of a cluster that overlap a window, in order; at most `limit`. */
export async function readClusterRows(
  db: Database,
  clusterKey: number,
  window: TimeWindow,
  limit: number,
): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for await (const page of readRowPages(db, clusterKey, window)) {
    for (const row of page) rows.push(row);
    if (rows.length >= limit) break;
  }
  return rows.slice(0, limit);
}

async function* readRowPages(
  db: Database,
  clusterKey: number,
  window: TimeWindow,
  pause: Pause = createPause(),
): AsyncGenerator<LedgerRow[]> {
  const own = db.selectFrom("clusterInterval").where("clusterKey", "=", clusterKey);
  // Rows do not overlap, so of those that began before the window only the latest can reach into it.
  const { reaching } = await own
    .select((is) => is.fn.max("startedAt").as("reaching"))
    .where("startedAt", "<=", window.from)
    .executeTakeFirstOrThrow();
  let next = reaching ?? window.from;
  for (;;) {
    const rows = await own
      .select(LEDGER_COLUMNS)
      .where("startedAt", ">=", next)
      .where("startedAt", "<", window.to)
      .where((is) => is.or([is("endedAt", "is", null), is("endedAt", ">", window.from)]))
      .orderBy("startedAt")
      .limit(ROWS_PER_STATEMENT)
      .execute();
    const latest = rows.at(-1);
    if (latest === undefined) return;
    yield rows.map(toLedgerRow);
    if (rows.length < ROWS_PER_STATEMENT) return;
    next = latest.startedAt + 1;
    await pause();
  }
}
