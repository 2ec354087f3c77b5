"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Skeleton } from "@/components/ui/skeleton";
import { problemText } from "@/lib/queries/request";
import { accountsQuery } from "@/lib/queries/settings/accounts-query";
import { type AccountDraft, newDraft } from "../form/account-draft";
import { NewAccountForm } from "./new-account-form";
import { ProviderChoice } from "./provider-choice";

/** Asks for the provider first, then for what that needs. `providerId`: the one to begin with, if any. */
export function NewAccountPage({ providerId }: { providerId: string | null }) {
  const { data, error, isFetching, refetch } = useQuery(accountsQuery);
  const [chosenId, setChosenId] = useState(providerId);
  // One for each provider: whoever looks at another one finds what they had entered.
  const [drafts, setDrafts] = useState<Readonly<Record<string, AccountDraft>>>({});
  const provider = data?.providers.find(({ id }) => id === chosenId);
  return (
    <div className="max-w-3xl">
      {data === undefined && error === null && <Skeleton className="h-80" />}
      {data === undefined && error !== null && (
        <RetryCallout title="The providers cannot be read" isRetrying={isFetching} onRetry={() => void refetch()}>
          {problemText(error)}
        </RetryCallout>
      )}
      {data !== undefined && provider === undefined && (
        <ProviderChoice providers={data.providers} onChoose={setChosenId} />
      )}
      {data !== undefined && provider !== undefined && (
        <NewAccountForm
          key={provider.id}
          provider={provider}
          taken={data.accounts.map(({ id }) => id)}
          draft={drafts[provider.id] ?? newDraft(provider)}
          onChange={(draft) => setDrafts({ ...drafts, [provider.id]: draft })}
          onBack={() => setChosenId(null)}
        />
      )}
    </div>
  );
}
