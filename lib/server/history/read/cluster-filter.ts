import "server-only";
import { type RawBuilder, sql } from "kysely";
import { connectionIdOf } from "@/lib/domain/cluster/identity";

/** Which clusters an answer is about. A list that is left out leaves nothing out; an empty one leaves out everything. */
export interface ClusterFilter {
  connectionIds?: readonly string[] | undefined;
  clusterIds?: readonly string[] | undefined;
  /** All clusters of some connections, and some by themselves. */
  scope?: { connectionIds: readonly string[]; clusterIds: readonly string[] } | undefined;
}

export const ALL_CLUSTERS: ClusterFilter = {};

/** A condition on the table `cluster`. */
export function filterCondition({ connectionIds, clusterIds, scope }: ClusterFilter): RawBuilder<boolean> {
  return sql<boolean>`${isOfConnections(connectionIds)} and ${isAmong("cluster.id", clusterIds)}
    and (${isOfConnections(scope?.connectionIds)} or ${isAmong("cluster.id", scope?.clusterIds)})`;
}

/** Whether an answer may be about a connection's clusters. */
export function concernsConnection({ connectionIds, clusterIds, scope }: ClusterFilter, connectionId: string): boolean {
  const isOfOne = (ids: readonly string[]) => ids.some((id) => connectionIdOf(id) === connectionId);
  return (
    (connectionIds?.includes(connectionId) ?? true) &&
    (clusterIds === undefined || isOfOne(clusterIds)) &&
    (scope === undefined || scope.connectionIds.includes(connectionId) || isOfOne(scope.clusterIds))
  );
}

/** The keys of a connection's clusters, for a condition `in (…)`. */
export function clusterKeysOf(connectionId: string): RawBuilder<number> {
  return sql<number>`select key from cluster where connection_id = ${connectionId}`;
}

function isOfConnections(allowed: readonly string[] | undefined): RawBuilder<boolean> {
  return isAmong("cluster.connection_id", allowed);
}

function isAmong(column: string, allowed: readonly string[] | undefined): RawBuilder<boolean> {
  if (allowed === undefined) return sql<boolean>`1 = 1`;
  if (allowed.length === 0) return sql<boolean>`1 = 0`;
  return sql<boolean>`${sql.ref(column)} in (${sql.join(allowed)})`;
}
