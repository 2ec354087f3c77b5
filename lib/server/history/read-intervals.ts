import "server-only";
import { sql } from "kysely";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { createPause, type Pause } from "../pause";
import { type ClockDoubt, readDoubts } from "./clock-doubt";
import { type ClusterFilter, filterCondition } from "./cluster-filter";
import { LEDGER_COLUMNS, toLedgerRow } from "./ledger-columns";
import type { Database } from "./schema";

/** A cluster as its ledger names it. */
export interface LedgerCluster {
  id: string;
  connectionId: string;
  provider: string;
  providerClusterId: string;
  name: string;
  gpuModel: string | null;
  gpuCount: number | null;
  cloud: string | null;
  regionId: string | null;
}

export interface ClusterIntervals {
  cluster: LedgerCluster;
  /** In order; those that touch the window. */
  rows: LedgerRow[];
  /** When its connection was last read: until then a row that lasts is known to. */
  watchedUntil: EpochMs;
  /** What jumps of the clock leave in doubt of it. */
  doubts: readonly ClockDoubt[];
}

/** SQLite reads on the main thread: a statement takes no longer than a few milliseconds. */
const CLUSTERS_PER_STATEMENT = 200;
const ROWS_PER_STATEMENT = 1_000;

/** The ledger of a window, cluster by cluster, so that any number of them fits into memory. */
export async function* readIntervals(
  db: Database,
  window: TimeWindow,
  filter: ClusterFilter,
  pause: Pause = createPause(),
): AsyncGenerator<ClusterIntervals> {
  const doubts = await readDoubts(db, window, filter);
  for await (const { key, watchedUntil, ...cluster } of readClusters(db, filter)) {
    await pause();
    const rows = await readClusterRows(db, key, window, { pause });
    if (rows.length > 0) yield { cluster, rows, watchedUntil, doubts: doubts.get(key) ?? [] };
  }
}

async function* readClusters(db: Database, filter: ClusterFilter) {
  let last = { connectionId: "", id: "" };
  for (;;) {
    const { rows } = await sql<LedgerCluster & { key: number; watchedUntil: number }>`
      select cluster.key, cluster.id, cluster.connection_id, provider, provider_cluster_id, name, gpu_model, gpu_count, cloud,
        region_id, watched_until
      from cluster join connection on connection.id = cluster.connection_id
        left join (select connection_id, max(last_at) as watched_until from poll_run group by connection_id) as watched
          on watched.connection_id = cluster.connection_id
      where ${filterCondition(filter)} and (cluster.connection_id, cluster.id) > (${last.connectionId}, ${last.id})
      order by cluster.connection_id, cluster.id limit ${CLUSTERS_PER_STATEMENT}`.execute(db);
    yield* rows;
    if (rows.length < CLUSTERS_PER_STATEMENT) return;
    last = rows.at(-1) ?? last;
  }
}

interface RowsReading {
  pause?: Pause;
  /** No more rows than that. */
  limit?: number;
}

/** The rows of a cluster that touch a window, in order. */
export async function readClusterRows(
  db: Database,
  clusterKey: number,
  window: TimeWindow,
  { pause = createPause(), limit = Number.POSITIVE_INFINITY }: RowsReading = {},
): Promise<LedgerRow[]> {
  const own = db.selectFrom("clusterInterval").where("clusterKey", "=", clusterKey);
  // Rows follow each other, so that only the latest of those that began before the window may reach into it.
  const { reaching } = await own
    .select((is) => is.fn.max("startedAt").as("reaching"))
    .where("startedAt", "<=", window.from)
    .executeTakeFirstOrThrow();
  const all: LedgerRow[] = [];
  let next = reaching ?? window.from;
  for (;;) {
    const wanted = Math.min(ROWS_PER_STATEMENT, limit - all.length);
    const rows = await own
      .select(LEDGER_COLUMNS)
      .where("startedAt", ">=", next)
      .where("startedAt", "<", window.to)
      .where((is) => is.or([is("endedAt", "is", null), is("endedAt", ">", window.from)]))
      .orderBy("startedAt")
      .limit(wanted)
      .execute();
    for (const row of rows) all.push(toLedgerRow(row));
    const latest = all.at(-1);
    if (latest === undefined || rows.length < wanted || all.length >= limit) return all;
    next = latest.startedAt + 1;
    await pause();
  }
}
