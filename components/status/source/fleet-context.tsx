"use client";

import { createContext, type ReactNode, useMemo } from "react";
import type { Account } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { NamedAccount, StableFleet } from "@/lib/queries/stable-fleet";
import { BillingZoneContext } from "./billing-zone";

/** The accounts by id. The map stays the same object from poll to poll. */
export const AccountsContext = createContext<ReadonlyMap<string, NamedAccount>>(new Map());

/** What changes on every poll, passed down through a context so that rows do not re-render when only an age changes. */
export const AgesContext = createContext<{
  observedAt: ReadonlyMap<string, EpochMs>;
  accounts: ReadonlyMap<string, Account>;
}>({ observedAt: new Map(), accounts: new Map() });

export function FleetProvider({ fleet, children }: { fleet: StableFleet; children: ReactNode }) {
  const { observedAt, accounts, namedAccounts, billingTimeZone } = fleet;
  const accountsById = useMemo(() => byId(namedAccounts), [namedAccounts]);
  const ages = useMemo(() => ({ observedAt, accounts: byId(accounts) }), [observedAt, accounts]);
  return (
    <AccountsContext value={accountsById}>
      <AgesContext value={ages}>
        <BillingZoneContext value={billingTimeZone}>{children}</BillingZoneContext>
      </AgesContext>
    </AccountsContext>
  );
}

function byId<T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
