import "server-only";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { Budget } from "../../configuration/configuration";
import type { ConnectionSnapshot } from "../../poller/connection-snapshot";
import type { CostLabels } from "./costs-view";

/** How series are written, and what they may cost, as the configuration says. A key that is no longer configured stands for itself. */
export function costLabels(budgets: readonly Budget[], connections: readonly ConnectionSnapshot[]): CostLabels {
  const budgetOf = (isMatch: (match: Budget["match"]) => boolean): UsdMicros | null =>
    budgets.find(({ match }) => isMatch(match))?.usdMicrosPerMonth ?? null;
  return {
    labelOf: (groupBy, key) => {
      switch (groupBy) {
        case "none":
          return "All clusters";
        case "provider":
          return connections.find(({ provider }) => provider.id === key)?.provider.label ?? key;
        case "connection":
          return connections.find(({ id }) => id === key)?.label ?? key;
        default:
          return key === "" ? "Unknown GPU" : key;
      }
    },
    isConfigured: (connectionId) => connections.some(({ id }) => id === connectionId),
    budgetOf: (groupBy, key) => {
      if (key === null || groupBy === "none") {
        return budgetOf(({ provider, connection }) => provider === undefined && connection === undefined);
      }
      if (groupBy === "provider") return budgetOf((match) => match.provider === key && match.connection === undefined);
      return groupBy === "connection" ? budgetOf((match) => match.connection === key) : null;
    },
  };
}
