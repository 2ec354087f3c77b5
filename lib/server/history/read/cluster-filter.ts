import "server-only";
import { type RawBuilder, sql } from "kysely";
import { accountIdOf } from "@/lib/domain/cluster/identity";

/** Which clusters an answer covers. A missing list excludes nothing; an empty one excludes everything. */
export interface ClusterFilter {
  accountIds?: readonly string[] | undefined;
  clusterIds?: readonly string[] | undefined;
  /** All clusters of some accounts, and some individual clusters. */
  scope?: { accountIds: readonly string[]; clusterIds: readonly string[] } | undefined;
}

export const ALL_CLUSTERS: ClusterFilter = {};

/** An SQL condition on the table `cluster`. */
export function filterCondition({ accountIds, clusterIds, scope }: ClusterFilter): RawBuilder<boolean> {
  return sql<boolean>`${isOfAccounts(accountIds)} and ${isAmong("cluster.id", clusterIds)}
    and (${isOfAccounts(scope?.accountIds)} or ${isAmong("cluster.id", scope?.clusterIds)})`;
}

/** Whether an answer may cover any of an account's clusters. */
export function concernsAccount({ accountIds, clusterIds, scope }: ClusterFilter, accountId: string): boolean {
  const isOfOne = (ids: readonly string[]) => ids.some((id) => accountIdOf(id) === accountId);
  return (
    (accountIds?.includes(accountId) ?? true) &&
    (clusterIds === undefined || isOfOne(clusterIds)) &&
    (scope === undefined || scope.accountIds.includes(accountId) || isOfOne(scope.clusterIds))
  );
}

/** The keys of an account's clusters, for a condition `in (…)`. */
export function clusterKeysOf(accountId: string): RawBuilder<number> {
  return sql<number>`select key from cluster where account_id = ${accountId}`;
}

function isOfAccounts(allowed: readonly string[] | undefined): RawBuilder<boolean> {
  return isAmong("cluster.account_id", allowed);
}

function isAmong(column: string, allowed: readonly string[] | undefined): RawBuilder<boolean> {
  if (allowed === undefined) return sql<boolean>`1 = 1`;
  if (allowed.length === 0) return sql<boolean>`1 = 0`;
  return sql<boolean>`${sql.ref(column)} in (${sql.join(allowed)})`;
}
