"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useOpenPage } from "@/components/ui/link/use-open-page";
import { notify } from "@/components/ui/notice";
import type { AccountProvider } from "@/lib/contract/accounts";
import { freeId } from "@/lib/domain/text/free-id";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { accountsQuery, addAccount } from "@/lib/queries/settings/accounts-query";
import { type AccountDraft, enteredSettings, newAccountOf } from "../form/account-draft";
import { AccountForm } from "../form/account-form";
import { ProviderInitials } from "./provider-initials";

interface NewAccountFormProps {
  provider: AccountProvider;
  /** The ids of all accounts. */
  taken: readonly string[];
  draft: AccountDraft;
  onChange: (draft: AccountDraft) => void;
  /** Chooses another provider. */
  onBack: () => void;
}

export function NewAccountForm({ provider, taken, draft, onChange, onBack }: NewAccountFormProps) {
  const client = useQueryClient();
  const openPage = useOpenPage();
  const [refused, setRefused] = useState<Error | null>(null);
  const { mutate, error, isPending, isSuccess, reset } = useMutation({
    mutationFn: () => addAccount(newAccountOf(provider, draft, taken)),
    networkMode: "always",
    onSuccess: async ({ label }) => {
      // The first account ends the demo, and all that this page has loaded is of the demo.
      if (client.getQueryData(fleetQuery.queryKey)?.demo) return window.location.assign("/");
      notify(`“${label}” is added, and read from now on`);
      await Promise.all([
        client.invalidateQueries({ queryKey: accountsQuery.queryKey }),
        client.invalidateQueries({ queryKey: fleetQuery.queryKey }),
      ]);
      openPage("/");
    },
  });
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="flex min-w-0 items-center gap-3">
          <ProviderInitials label={provider.label} />
          <h1 className="text-xl font-semibold tracking-tight">Add an account: {provider.label}</h1>
        </div>
        <Button onClick={onBack}>Choose another provider</Button>
      </div>
      <dl className="mb-5 grid gap-x-6 rounded-lg border border-line bg-panel px-3.5 py-3 text-sm *:even:not-last:mb-2 sm:grid-cols-[auto_1fr]">
        <dt className="text-muted">What is read</dt>
        <dd>{provider.reads}</dd>
        <dt className="text-muted">What the key needs</dt>
        <dd>{provider.key.needs}</dd>
        <dt className="text-muted">Where to make one</dt>
        <dd className="min-w-0 break-words">
          <a
            href={provider.key.page}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1.5 text-accent hover:underline"
          >
            {hostOf(provider.key.page)}
            <ExternalLink size={13} aria-hidden />
          </a>
        </dd>
      </dl>
      <AccountForm
        provider={provider}
        draft={draft}
        keptSecret={null}
        freeId={freeId(draft.label, provider.id, taken)}
        test={{ provider: provider.id, settings: enteredSettings(provider, draft) }}
        submit="Save and read it"
        isPending={isPending || isSuccess}
        error={error ?? refused}
        onChange={onChange}
        onRefused={(refusal) => {
          reset();
          setRefused(refusal);
        }}
        onSubmit={() => {
          setRefused(null);
          mutate();
        }}
      />
    </>
  );
}

function hostOf(page: string): string {
  return new URL(page).host;
}
