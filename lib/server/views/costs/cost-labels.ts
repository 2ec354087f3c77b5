import "server-only";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { Budget } from "../../configuration/configuration";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { accountNames, type RetiredAccount } from "./account-names";
import type { CostLabels } from "./costs-view";

/** The labels and budgets of series, from the configuration. A key that is no longer configured is its own label. */
export function costLabels(
  budgets: readonly Budget[],
  accounts: readonly AccountSnapshot[],
  retired: readonly RetiredAccount[] = [],
): CostLabels {
  const names = accountNames(accounts, retired);
  const budgetOf = (isMatch: (match: Budget["match"]) => boolean): UsdMicros | null =>
    budgets.find(({ match }) => isMatch(match))?.usdMicrosPerMonth ?? null;
  return {
    labelOf: (groupBy, key) => {
      switch (groupBy) {
        case "none":
          return "All clusters";
        case "provider":
          return names.providerLabel(key);
        case "account":
          return names.accountLabel(key);
        default:
          return key === "" ? "Unknown GPU" : key;
      }
    },
    isRetired: names.isRetired,
    accountIds: () => accounts.map(({ id }) => id),
    isConfigured: (accountId) => accounts.some(({ id }) => id === accountId),
    hasPage: (clusterId) => accounts.some((account) => hasCluster(account, clusterId)),
    budgetOf: (groupBy, key) => {
      if (key === null || groupBy === "none") {
        return budgetOf(({ provider, account }) => provider === undefined && account === undefined);
      }
      if (groupBy === "provider") return budgetOf((match) => match.provider === key && match.account === undefined);
      return groupBy === "account" ? budgetOf((match) => match.account === key) : null;
    },
  };
}

/** Whether an account has a cluster, or had it in the last 30 days. Ids are aliases in what a guest sees. */
export function hasCluster({ id, clusters, gone }: AccountSnapshot, clusterId: string): boolean {
  const prefix = clusterIdOf(id, "");
  if (!clusterId.startsWith(prefix)) return false;
  const providerClusterId = clusterId.slice(prefix.length);
  return clusters.has(providerClusterId) || gone.has(providerClusterId);
}
