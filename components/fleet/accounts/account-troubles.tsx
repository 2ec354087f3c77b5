"use client";

import { BillingTrouble } from "@/components/status/billing/billing-trouble";
import type { Account } from "@/lib/contract/fleet";
import { AccountUnreadable } from "./account-unreadable";

interface AccountTroublesProps {
  accounts: readonly Account[];
  /** How many of those that cannot be read are shown. */
  limit: number;
}

/** A callout for each account that cannot be read, is suspended or is running out of money. */
export function AccountTroubles({ accounts, limit }: AccountTroublesProps) {
  const unreadable = accounts.filter(({ problem }) => problem !== null);
  return (
    <>
      {unreadable.slice(0, limit).map((account) => (
        <AccountUnreadable key={account.id} account={account} />
      ))}
      {accounts.map((account) => (
        <BillingTrouble key={account.id} account={account} />
      ))}
    </>
  );
}
