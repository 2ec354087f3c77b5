"use client";

import { useState } from "react";
import { Sheet } from "@/components/ui/overlay/sheet";
import type { AccountProvider, ListedAccount } from "@/lib/contract/accounts";
import { changeAccount } from "@/lib/queries/settings/accounts-query";
import { type AccountDraft, accountChangeOf, changedSettings, draftOf, isElsewhere } from "../form/account-draft";
import { AccountForm } from "../form/account-form";
import { useAccountChange } from "./use-account-change";

interface EditAccountProps {
  account: ListedAccount;
  provider: AccountProvider;
  onClose: () => void;
}

/** Changes an account; takes back one that is retired. */
export function EditAccount({ account, provider, onClose }: EditAccountProps) {
  const { id, label, retired, secretsReadable, keyEnding } = account;
  const [draft, setDraft] = useState<AccountDraft>(draftOf(account, provider));
  const [refused, setRefused] = useState<Error | null>(null);
  const { mutate, error, isPending, reset } = useAccountChange({
    change: () =>
      changeAccount(id, { ...accountChangeOf(account, provider, draft), ...(retired && { retired: false }) }),
    done: retired ? `“${label}” is back, and read from now on` : `“${draft.label.trim() || provider.label}” is changed`,
    onDone: onClose,
  });
  const demand = demandOf(account, isElsewhere(account, provider, draft));
  const ending = keyEnding === null ? "" : ` (the key ends in ${keyEnding})`;
  return (
    <Sheet title={retired ? `Take ${label} back` : `Edit ${label}`} onClose={onClose}>
      <AccountForm
        provider={provider}
        draft={draft}
        keptSecret={demand === null && secretsReadable ? `Left empty, it stays as it is${ending}.` : null}
        demand={demand}
        freeId={null}
        test={{ provider: provider.id, settings: changedSettings(account, provider, draft), accountId: id }}
        submit={retired ? "Take it back" : "Save"}
        isPending={isPending}
        error={error ?? refused}
        onChange={setDraft}
        onRefused={(refusal) => {
          reset();
          setRefused(refusal);
        }}
        onSubmit={() => {
          setRefused(null);
          mutate();
        }}
      />
    </Sheet>
  );
}

/** Why its secrets have to be entered, as a sentence; `null` if they may stay. */
function demandOf({ retired, secretsReadable, problem }: ListedAccount, isElsewhere: boolean): string | null {
  if (retired && !secretsReadable)
    return "Its key was erased when it was retired. Enter one, and it is read again under the same id, with its history.";
  if (!secretsReadable) return problem ?? "Its key cannot be read: enter it again.";
  if (isElsewhere) return "Enter the key again: what is stored is sent only to the server that it was entered for.";
  return null;
}
