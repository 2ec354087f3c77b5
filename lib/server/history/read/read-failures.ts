import "server-only";
import { sql } from "kysely";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import { countFailures } from "@/lib/domain/cluster/failures";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { createPause } from "../../pause";
import type { Database } from "../schema";
import { type ClusterFilter, filterCondition } from "./cluster-filter";
import { type ClusterRange, FEW_CLUSTERS, rangeCondition, readClusterRanges } from "./cluster-ranges";

interface StateRow {
  id: string;
  status: ClusterStatus;
  health: Health;
}

/**
 * How often each cluster failed during a window, by cluster id, for those that did. What a cluster was when the window began counts as
 * its state before. Neighbouring clusters that together changed more than `maxChanges` times are left out.
 */
export async function readFailures(
  db: Database,
  window: TimeWindow,
  filter: ClusterFilter,
  maxChanges: number,
): Promise<ReadonlyMap<string, number>> {
  const failures = new Map<string, number>();
  const pause = createPause();
  for (const range of await readClusterRanges(db, filter, FEW_CLUSTERS)) {
    const rows = await readStates(db, window, { range, filter, limit: maxChanges + 1 });
    if (rows.length <= maxChanges) {
      for (const [id, states] of Map.groupBy(rows, (row) => row.id)) {
        const count = countFailures(states);
        if (count > 0) failures.set(id, count);
      }
    }
    await pause();
  }
  return failures;
}

/** The states of clusters that changed inside the window, in order, from the last one that was read before it. */
async function readStates(
  db: Database,
  window: TimeWindow,
  { range, filter, limit }: { range: ClusterRange; filter: ClusterFilter; limit: number },
): Promise<StateRow[]> {
  const { rows } = await sql<StateRow>`
    with changed as (
      select cluster.key, cluster.id, (select max(started_at) from cluster_interval
        where cluster_key = cluster.key and started_at <= ${window.from} and status <> 'unknown') as reaching
      from cluster where ${rangeCondition(range)} and ${filterCondition(filter)} and exists (
        select 1 from cluster_interval
        where cluster_key = cluster.key and started_at > ${window.from} and started_at < ${window.to}))
    select changed.id, status, health
    from changed cross join cluster_interval
    where cluster_key = changed.key and started_at >= coalesce(reaching, ${window.from}) and started_at < ${window.to}
      and status <> 'unknown'
    order by changed.id, started_at limit ${limit}`.execute(db);
  return rows;
}
