"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { NotUpdated } from "@/components/status/not-updated";
import { AgesContext } from "@/components/status/source/ages";
import { Link } from "@/components/ui/link/link";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { ListedAccount } from "@/lib/contract/accounts";
import { NEW_ACCOUNT_PATH } from "@/lib/domain/people/accounts-path";
import { NO_AGES } from "@/lib/queries/ages/fleet-ages";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { problemText } from "@/lib/queries/request";
import { accountsQuery } from "@/lib/queries/settings/accounts-query";
import { AccountRow } from "./account-row";
import { ConfigurationProblems } from "./configuration-problems";

/** Each account: where it is set up, how it is doing, and the end of its key; for admins. */
export function AccountsPage() {
  const { data, error, isFetching, refetch } = useQuery(accountsQuery);
  const { data: fleet } = useQuery(fleetQuery);
  const add = (
    <Link
      href={NEW_ACCOUNT_PATH}
      className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md bg-accent px-2.5 text-sm font-medium text-accent-ink hover:brightness-110"
    >
      <Plus size={15} aria-hidden />
      Add an account
    </Link>
  );
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">Accounts</h1>
          <p className="mt-1 max-w-prose text-sm text-muted">
            Each is one account at one provider, with a key. Keys stay on this server, encrypted, and are never shown
            again.
          </p>
        </div>
        {data !== undefined && data.accounts.length > 0 && add}
      </div>
      <ConfigurationProblems />
      {data !== undefined && <NotUpdated error={error} />}
      {data === undefined && error === null && <Skeleton className="h-40" />}
      {data === undefined && error !== null && (
        <RetryCallout title="The accounts cannot be read" isRetrying={isFetching} onRetry={() => void refetch()}>
          {problemText(error)}
        </RetryCallout>
      )}
      {data?.accounts.length === 0 && (
        <div className="rounded-lg border border-line border-dashed px-6 py-10 text-sm text-muted">
          <p className="text-base font-semibold text-ink">No accounts yet</p>
          <p className="mt-1 mb-4">Paste a key of one of your providers, and its clusters appear within a minute.</p>
          {add}
        </div>
      )}
      {data !== undefined && data.accounts.length > 0 && (
        <AgesContext value={fleet?.ages ?? NO_AGES}>
          <ul aria-label="Accounts" className="divide-y divide-line rounded-lg border border-line bg-panel">
            {inOrder(data.accounts).map((account) => (
              <AccountRow
                key={account.id}
                account={account}
                provider={data.providers.find(({ id }) => id === account.provider) ?? null}
                reading={fleet?.accounts.find(({ id }) => id === account.id) ?? null}
              />
            ))}
          </ul>
        </AgesContext>
      )}
    </>
  );
}

/** As they came, but for those that are retired, which come last. */
function inOrder(accounts: readonly ListedAccount[]): ListedAccount[] {
  return [...accounts.filter(({ retired }) => !retired), ...accounts.filter(({ retired }) => retired)];
}
