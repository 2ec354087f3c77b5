import "server-only";
import type { AccountConfiguration } from "../../configuration/configuration";
import type { AccountSnapshot } from "../../poller/account-snapshot";

/** An account that is no part of the fleet any more, though its costs stay. */
export type RetiredAccount = Pick<AccountConfiguration, "id" | "label" | "provider">;

export interface AccountNames {
  /** Anything that is no longer configured is its own label. */
  accountLabel(id: string): string;
  providerLabel(id: string): string;
  isRetired(accountId: string): boolean;
}

/** What costs call accounts and providers: those of the fleet, and those that are retired, which are marked. */
export function accountNames(
  accounts: readonly Pick<AccountSnapshot, "id" | "label" | "provider">[],
  retired: readonly RetiredAccount[],
): AccountNames {
  const find = (id: string) => retired.find((account) => account.id === id);
  const marked = (id: string) => {
    const account = find(id);
    return account && markedRetired(account.label);
  };
  return {
    accountLabel: (id) => accounts.find((account) => account.id === id)?.label ?? marked(id) ?? id,
    providerLabel: (id) => [...accounts, ...retired].find(({ provider }) => provider.id === id)?.provider.label ?? id,
    isRetired: (id) => find(id) !== undefined,
  };
}

export function markedRetired(label: string): string {
  return `${label} (retired)`;
}
