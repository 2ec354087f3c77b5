"use client";

import { createContext, type ReactNode, useMemo } from "react";
import type { Account } from "@/lib/contract/fleet";
import { type FleetAges, NO_AGES } from "@/lib/queries/ages/fleet-ages";
import type { NamedAccount, StableFleet } from "@/lib/queries/stable-fleet";
import { AgesContext } from "./ages";
import { BillingZoneContext } from "./billing-zone";

/** The accounts by id. The map stays the same object for as long as no account is renamed. */
export const AccountsContext = createContext<ReadonlyMap<string, NamedAccount>>(new Map());

/** The same with how they do, apart, so that rows do not re-render when an account fails. */
export const AccountStatesContext = createContext<ReadonlyMap<string, Account>>(new Map());

const NOT_YET: { ages: FleetAges; accounts: Account[]; namedAccounts: NamedAccount[]; billingTimeZone: null } = {
  ages: NO_AGES,
  accounts: [],
  namedAccounts: [],
  billingTimeZone: null,
};

interface FleetProviderProps {
  /** Not known before the first answer. */
  fleet: StableFleet | undefined;
  children: ReactNode;
}

export function FleetProvider({ fleet, children }: FleetProviderProps) {
  const { ages, accounts, namedAccounts, billingTimeZone } = fleet ?? NOT_YET;
  const namedById = useMemo(() => byId(namedAccounts), [namedAccounts]);
  const accountsById = useMemo(() => byId(accounts), [accounts]);
  return (
    <AccountsContext value={namedById}>
      <AccountStatesContext value={accountsById}>
        <AgesContext value={ages}>
          <BillingZoneContext value={billingTimeZone}>{children}</BillingZoneContext>
        </AgesContext>
      </AccountStatesContext>
    </AccountsContext>
  );
}

function byId<T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
