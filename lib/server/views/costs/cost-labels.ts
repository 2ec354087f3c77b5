import "server-only";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { Budget } from "../../configuration/configuration";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import type { CostLabels } from "./costs-view";

/** The labels and budgets of series, from the configuration. A key that is no longer configured is its own label. */
export function costLabels(budgets: readonly Budget[], accounts: readonly AccountSnapshot[]): CostLabels {
  const budgetOf = (isMatch: (match: Budget["match"]) => boolean): UsdMicros | null =>
    budgets.find(({ match }) => isMatch(match))?.usdMicrosPerMonth ?? null;
  return {
    labelOf: (groupBy, key) => {
      switch (groupBy) {
        case "none":
          return "All clusters";
        case "provider":
          return accounts.find(({ provider }) => provider.id === key)?.provider.label ?? key;
        case "account":
          return accounts.find(({ id }) => id === key)?.label ?? key;
        default:
          return key === "" ? "Unknown GPU" : key;
      }
    },
    accountIds: () => accounts.map(({ id }) => id),
    isConfigured: (accountId) => accounts.some(({ id }) => id === accountId),
    budgetOf: (groupBy, key) => {
      if (key === null || groupBy === "none") {
        return budgetOf(({ provider, account }) => provider === undefined && account === undefined);
      }
      if (groupBy === "provider") return budgetOf((match) => match.provider === key && match.account === undefined);
      return groupBy === "account" ? budgetOf((match) => match.account === key) : null;
    },
  };
}
