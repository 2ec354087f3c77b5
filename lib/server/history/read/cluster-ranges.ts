import "server-only";
import { type RawBuilder, sql } from "kysely";
import type { Database } from "../schema";
import { type ClusterFilter, filterCondition } from "./cluster-filter";

/** So many are asked about in one statement: SQLite works on the main thread, and what it returns must fit into memory. */
const CLUSTERS_PER_STATEMENT = 500;

/** Some neighbouring clusters: from the one with this key up to, not including, that with the next. */
export interface ClusterRange {
  firstKey: number;
  /** `null`: all that follow, so that none is left out that was added meanwhile. */
  nextKey: number | null;
  clusters: number;
}

/** All clusters that a filter lets through, in ranges of one statement each. */
export async function readClusterRanges(db: Database, filter: ClusterFilter): Promise<ClusterRange[]> {
  const { rows } = await sql<{ firstKey: number; clusters: number }>`
    select min(key) as first_key, cast(count(*) as integer) as clusters
    from (select cluster.key, (row_number() over (order by cluster.key) - 1) / ${sql.lit(CLUSTERS_PER_STATEMENT)} as part
      from cluster where ${filterCondition(filter)}) as numbered
    group by part order by part`.execute(db);
  return rows.map((range, index) => ({ ...range, nextKey: rows[index + 1]?.firstKey ?? null }));
}

export async function countClusters(db: Database, filter: ClusterFilter): Promise<number> {
  const { rows } = await sql<{ clusters: number }>`
    select cast(count(*) as integer) as clusters from cluster where ${filterCondition(filter)}`.execute(db);
  return rows[0]?.clusters ?? 0;
}

/** A condition on the table `cluster`. */
export function rangeCondition({ firstKey, nextKey }: ClusterRange): RawBuilder<boolean> {
  const isBefore = nextKey === null ? sql<boolean>`1 = 1` : sql<boolean>`cluster.key < ${nextKey}`;
  return sql<boolean>`cluster.key >= ${firstKey} and ${isBefore}`;
}
