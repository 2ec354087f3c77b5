"use client";

import { type ReactNode, useState } from "react";
import { oneOf, orElse } from "@/components/ui/url-state/url-words";
import { useUrlView } from "@/components/ui/url-state/use-url-view";
import type { Account, Fleet } from "@/lib/contract/fleet";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { type OrderForm, variantsFor } from "@/lib/domain/cluster/order/order-form";
import { readFields } from "@/lib/domain/cluster/order/read-fields";
import { ClusterForm } from "./cluster-form";
import { LookingForCluster } from "./looking-for-cluster";
import { OrderSummary } from "./order-summary";
import { StepHeading } from "./step-heading";
import { useCreation } from "./use-creation";
import type { DraftStore } from "./use-draft";
import { VariantChoice } from "./variant-choice";

const STEPS = ["form", "summary"] as const;
const view = { step: orElse(oneOf(STEPS), "form") };

interface OrderStepsProps {
  form: OrderForm;
  fleet: Pick<Fleet, "clusters" | "demo">;
  account: Account;
  store: DraftStore;
  accountChoice: ReactNode;
}

/** From the form over the summary to the new cluster's page. What was entered outlives a failure and the way back. */
export function OrderSteps({ form, fleet, account, store, accountChoice }: OrderStepsProps) {
  const { draft, change } = store;
  const [{ step }, changeView] = useUrlView(view, { push: true });
  const [hasMoved, setMoved] = useState(false);
  const variants = variantsFor(form, fleet.demo);
  const variant = variants.find(({ id }) => id === draft.variant) ?? variants[0] ?? null;
  const { order } = readFields(form, draft.values, variant?.id ?? null);
  const { send, reset, error, refused, isUnderWay } = useCreation(account.id, store, () => moveTo("form"));

  function moveTo(next: (typeof STEPS)[number]): void {
    setMoved(true);
    changeView({ step: next });
  }

  if (order !== null && draft.unansweredSince !== null && !isUnderWay) {
    const id = clusterIdOf(account.id, order.clusterId);
    return (
      <LookingForCluster
        clusterId={order.clusterId}
        account={account}
        since={draft.unansweredSince}
        ifSentAgain={form.ifSentAgain}
        found={fleet.clusters.find((cluster) => cluster.id === id)}
        onBack={() => {
          reset();
          change({ unansweredSince: null });
        }}
        onOpen={store.forget}
      />
    );
  }
  if (order !== null && step === "summary") {
    return (
      <OrderSummary
        {...{ form, order, account, isUnderWay, error }}
        onBack={() => moveTo("form")}
        onSend={() => send(order)}
      />
    );
  }
  return (
    <>
      {hasMoved ? (
        <StepHeading>New cluster</StepHeading>
      ) : (
        <h1 className="text-xl font-semibold tracking-tight">New cluster</h1>
      )}
      <p className="mt-1 mb-5 text-muted">{form.about}</p>
      <div className="mb-6 flex flex-col gap-4 empty:hidden">
        {accountChoice}
        {form.variants && variant && variants.length > 1 && (
          <VariantChoice
            legend={form.variants.legend}
            options={variants}
            chosen={variant.id}
            isDemo={fleet.demo}
            onChange={(chosen) => change({ variant: chosen })}
          />
        )}
      </div>
      <ClusterForm
        key={variant?.id}
        form={form}
        variant={variant?.id ?? null}
        values={draft.values}
        refused={refused}
        onChange={(values) => {
          if (error !== null) reset();
          change({ values });
        }}
        onComplete={() => moveTo("summary")}
      />
    </>
  );
}
