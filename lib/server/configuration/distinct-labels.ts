import "server-only";
import { distinctNames } from "@/lib/domain/text/distinct-names";
import type { AccountConfiguration } from "./configuration";

/** Labels are all that people know accounts by, so equal ones carry their provider, or their id. */
export function withDistinctLabels(accounts: readonly AccountConfiguration[]): AccountConfiguration[] {
  const labels = distinctNames(
    accounts.map(({ id, label, provider }) => ({ key: id, name: label, marks: [provider.label, id], id })),
  );
  return accounts.map((account) => ({ ...account, label: labels.get(account.id) ?? account.label }));
}
