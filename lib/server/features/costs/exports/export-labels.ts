import "server-only";
import type { AccountSnapshot } from "../../../poller/account-snapshot";
import type { ExportLabels } from "./export-slices";

/** Anything that is no longer configured is its own label. */
export function exportLabels(accounts: readonly AccountSnapshot[]): ExportLabels {
  return {
    providerLabel: (id) => accounts.find(({ provider }) => provider.id === id)?.provider.label ?? id,
    accountLabel: (id) => accounts.find((account) => account.id === id)?.label ?? id,
  };
}
