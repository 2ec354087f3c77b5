"use client";

import { useQuery } from "@tanstack/react-query";
import { AgesContext } from "@/components/status/source/ages";
import type { Settings } from "@/lib/contract/settings";
import { NO_AGES } from "@/lib/queries/ages/fleet-ages";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { AccountRow } from "./account-row";

/** Each account: its address, its state, and the end of its key, so that one can tell which key it is. */
export function AccountSettings({ accounts }: Pick<Settings, "accounts">) {
  const { data: fleet } = useQuery(fleetQuery);
  if (accounts.length === 0) {
    return <p className="text-muted">None. Keys are set in the environment or in clusterdeck.yaml.</p>;
  }
  return (
    <AgesContext value={fleet?.ages ?? NO_AGES}>
      <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
        {accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            reading={fleet?.accounts.find(({ id }) => id === account.id) ?? null}
          />
        ))}
      </ul>
    </AgesContext>
  );
}
