import "server-only";
import { type RawBuilder, sql } from "kysely";
import type { Database } from "../schema";
import { type ClusterFilter, filterCondition } from "./cluster-filter";

/**
 * How many clusters one statement covers: SQLite works on the main thread, and what it returns must fit into memory.
 */
const CLUSTERS_PER_STATEMENT = 500;
/** The same where a statement brings many rows of each. */
export const FEW_CLUSTERS = 100;

/** Neighbouring clusters: from the first key up to, but not including, the next one. */
export interface ClusterRange {
  firstKey: number;
  /** `null`: all that follow, so that clusters added in the meantime are included. */
  nextKey: number | null;
  clusters: number;
}

/** All clusters that pass a filter, in ranges small enough for one statement each. */
export async function readClusterRanges(
  db: Database,
  filter: ClusterFilter,
  maxClusters = CLUSTERS_PER_STATEMENT,
): Promise<ClusterRange[]> {
  const { rows } = await sql<{ firstKey: number; clusters: number }>`
    select min(key) as first_key, cast(count(*) as integer) as clusters
    from (select cluster.key, (row_number() over (order by cluster.key) - 1) / ${sql.lit(maxClusters)} as part
      from cluster where ${filterCondition(filter)}) as numbered
    group by part order by part`.execute(db);
  return rows.map((range, index) => ({ ...range, nextKey: rows[index + 1]?.firstKey ?? null }));
}

export async function countClusters(db: Database, filter: ClusterFilter): Promise<number> {
  const { rows } = await sql<{ clusters: number }>`
    select cast(count(*) as integer) as clusters from cluster where ${filterCondition(filter)}`.execute(db);
  return rows[0]?.clusters ?? 0;
}

/** An SQL condition on the table `cluster`. */
export function rangeCondition({ firstKey, nextKey }: ClusterRange): RawBuilder<boolean> {
  const isBefore = nextKey === null ? sql<boolean>`1 = 1` : sql<boolean>`cluster.key < ${nextKey}`;
  return sql<boolean>`cluster.key >= ${firstKey} and ${isBefore}`;
}
