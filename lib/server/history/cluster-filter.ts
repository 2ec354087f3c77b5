import "server-only";
import { type RawBuilder, sql } from "kysely";

/** Which clusters an answer is about. A list that is left out leaves nothing out; an empty one leaves out everything. */
export interface ClusterFilter {
  connectionIds?: readonly string[] | undefined;
  clusterIds?: readonly string[] | undefined;
}

export const ALL_CLUSTERS: ClusterFilter = {};

/** A condition on the table `cluster`. */
export function filterCondition({ connectionIds, clusterIds }: ClusterFilter): RawBuilder<boolean> {
  return sql<boolean>`${isAmong("cluster.connection_id", connectionIds)} and ${isAmong("cluster.id", clusterIds)}`;
}

function isAmong(column: string, allowed: readonly string[] | undefined): RawBuilder<boolean> {
  if (allowed === undefined) return sql<boolean>`1 = 1`;
  if (allowed.length === 0) return sql<boolean>`1 = 0`;
  return sql<boolean>`${sql.ref(column)} in (${sql.join(allowed)})`;
}
