import "server-only";
import { sql } from "kysely";
import type { EpochMs } from "@/lib/domain/cluster";
import type { LedgerRow } from "@/lib/domain/ledger";
import type { TimeWindow } from "@/lib/domain/time-window";
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

/** The ledger of a window, cluster by cluster, so that any length of it fits into memory. */
export async function* readIntervals(
  db: Database,
  window: TimeWindow,
  filter: ClusterFilter,
): AsyncGenerator<ClusterIntervals> {
  const { rows: clusters } = await sql<LedgerCluster & { key: number; watchedUntil: number }>`
    select cluster.key, cluster.id, connection_id, provider, provider_cluster_id, name, gpu_model, gpu_count, cloud, region_id,
      (select max(last_at) from poll_run where poll_run.connection_id = cluster.connection_id) as watched_until
    from cluster join connection on connection.id = cluster.connection_id
    where ${filterCondition(filter)}
    order by cluster.connection_id, cluster.id`.execute(db);
  const doubts = await readDoubts(db, window, filter);
  for (const { key, watchedUntil, ...cluster } of clusters) {
    const rows = await readClusterRows(db, key, window);
    if (rows.length > 0) yield { cluster, rows, watchedUntil, doubts: doubts.get(key) ?? [] };
  }
}

export async function readClusterRows(db: Database, clusterKey: number, window: TimeWindow): Promise<LedgerRow[]> {
  const rows = await db
    .selectFrom("clusterInterval")
    .select(LEDGER_COLUMNS)
    .where("clusterKey", "=", clusterKey)
    .where("startedAt", "<", window.to)
    .where((is) => is.or([is("endedAt", "is", null), is("endedAt", ">", window.from)]))
    .orderBy("startedAt")
    .execute();
  return rows.map(toLedgerRow);
}
