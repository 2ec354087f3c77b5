"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import type { Connection, Fleet } from "@/lib/contract/fleet";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { readFields } from "@/lib/domain/cluster/new-cluster-fields";
import { AccountChoice } from "./account-choice";
import { BackendChoice } from "./backend-choice";
import { ClusterForm } from "./cluster-form";
import { LookingForCluster } from "./looking-for-cluster";
import { OrderSummary } from "./order-summary";
import { StepHeading } from "./step-heading";
import { useCreation } from "./use-creation";
import { useDraft } from "./use-draft";

const STEPS = ["form", "summary"] as const;

interface CreateClusterProps {
  fleet: Pick<Fleet, "clusters" | "demo">;
  /** Those that can create clusters: at least one. */
  accounts: readonly [Connection, ...Connection[]];
}

/** From the form over the summary to the new cluster's page. What was entered outlives a failure, a reload and the way back. */
export function CreateCluster({ fleet, accounts }: CreateClusterProps) {
  const store = useDraft();
  const { draft, change } = store;
  const [step, setStep] = useQueryState(
    "step",
    parseAsStringLiteral(STEPS).withDefault("form").withOptions({ history: "push" }),
  );
  const [hasMoved, setMoved] = useState(false);
  const account = accounts.find(({ id }) => id === draft.connectionId) ?? accounts[0];
  const backend = fleet.demo ? draft.backend : "eksCluster";
  const { cluster: order } = readFields(draft.values, backend);
  const { send, reset, error, refused, isUnderWay } = useCreation(account.id, store, () => moveTo("form"));

  function moveTo(next: (typeof STEPS)[number]): void {
    setMoved(true);
    void setStep(next);
  }

  if (order !== null && draft.unansweredSince !== null && !isUnderWay) {
    const id = clusterIdOf(account.id, order.clusterId);
    return (
      <LookingForCluster
        order={order}
        account={account}
        since={draft.unansweredSince}
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
        order={order}
        account={account}
        isUnderWay={isUnderWay}
        error={error}
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
      <p className="mt-1 mb-5 text-muted">
        Registers an EKS cluster of your AWS account with {account.providerLabel}, which then runs models on it.
      </p>
      <div className="mb-6 flex flex-col gap-4 empty:hidden">
        <AccountChoice accounts={accounts} chosen={account} onChange={(connectionId) => change({ connectionId })} />
        {fleet.demo && <BackendChoice backend={backend} onChange={(chosen) => change({ backend: chosen })} />}
      </div>
      <ClusterForm
        key={backend}
        draft={{ ...draft, backend }}
        refused={refused}
        onChange={(changed) => {
          if (error !== null) reset();
          change(changed);
        }}
        onComplete={() => moveTo("summary")}
      />
    </>
  );
}
