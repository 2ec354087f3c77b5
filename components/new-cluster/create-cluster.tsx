"use client";

import { useQuery } from "@tanstack/react-query";
import { StatusMark } from "@/components/status/status-mark";
import { Callout } from "@/components/ui/callout";
import type { Account, Fleet } from "@/lib/contract/fleet";
import { orderFormQuery } from "@/lib/queries/order-form-query";
import { problemText } from "@/lib/queries/request";
import { AccountChoice } from "./account-choice";
import { FormSkeleton } from "./form-skeleton";
import { OrderSteps } from "./order-steps";
import { useDraft } from "./use-draft";

interface CreateClusterProps {
  fleet: Pick<Fleet, "clusters" | "demo">;
  /** Those that can create clusters: at least one. */
  accounts: readonly [Account, ...Account[]];
}

/** A cluster at one of these accounts, as the account's provider describes what may be ordered. What was entered outlives a reload. */
export function CreateCluster({ fleet, accounts }: CreateClusterProps) {
  const store = useDraft();
  const account = accounts.find(({ id }) => id === store.draft.accountId) ?? accounts[0];
  const { data: form, error } = useQuery(orderFormQuery(account.id));
  const choice = (
    <AccountChoice
      accounts={accounts}
      chosen={account}
      onChange={(accountId) => store.change({ accountId, variant: null })}
    />
  );
  if (form) return <OrderSteps key={account.id} {...{ form, fleet, account, store }} accountChoice={choice} />;
  if (error) {
    return (
      <div className="flex flex-col gap-4">
        <h1 className="text-xl font-semibold tracking-tight">New cluster</h1>
        {choice}
        <Callout icon={<StatusMark mark="down" />} title="What may be ordered here cannot be read">
          {problemText(error)}
        </Callout>
      </div>
    );
  }
  return <FormSkeleton />;
}
