"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "@/components/status/cluster-words";
import type { Account, Cluster } from "@/lib/contract/fleet";
import { formatCounted } from "@/lib/domain/text/format";
import { fleetQuery } from "@/lib/queries/fleet-query";

export interface Scope {
  accountIds: string[];
  clusterIds: string[];
}

interface ScopePickerProps {
  scope: Scope;
  onChange: (scope: Scope) => void;
}

/** Whole accounts, including clusters created later, or single clusters. */
export function ScopePicker({ scope, onChange }: ScopePickerProps) {
  const { data: fleet } = useQuery(fleetQuery);
  return (
    <fieldset>
      <legend className="text-sm font-medium">Clusters to show</legend>
      <ul className="mt-1.5 max-h-64 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {fleet?.accounts.map((account) => (
          <li key={account.id} className="px-3 py-1.5">
            <AccountScopeChoice
              account={account}
              clusters={fleet.clusters.filter(({ accountId }) => accountId === account.id)}
              scope={scope}
              onChange={onChange}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

interface AccountScopeChoiceProps extends ScopePickerProps {
  account: Account;
  clusters: readonly Cluster[];
}

function AccountScopeChoice({ account: { id, label }, clusters, scope, onChange }: AccountScopeChoiceProps) {
  const { accountIds, clusterIds } = scope;
  const isWhole = accountIds.includes(id);
  // Opened by what was chosen at first, and closed only by hand.
  const [hasChoice] = useState(clusters.some((cluster) => clusterIds.includes(cluster.id)));
  return (
    <>
      <Choice
        label={label}
        remark={`${formatCounted(clusters.length, "cluster")} now, and future ones`}
        isChosen={isWhole}
        onToggle={() => {
          const own = new Set(clusters.map((cluster) => cluster.id));
          onChange({
            accountIds: toggled(accountIds, id),
            clusterIds: clusterIds.filter((clusterId) => !own.has(clusterId)),
          });
        }}
      />
      {!isWhole && clusters.length > 0 && (
        <details open={hasChoice} className="pb-1 pl-6 text-sm">
          <summary className="w-fit rounded text-xs text-muted hover:text-ink">Only some of them</summary>
          {clusters.map((cluster) => (
            <Choice
              key={cluster.id}
              label={nameOf(cluster)}
              isChosen={clusterIds.includes(cluster.id)}
              onToggle={() => onChange({ accountIds, clusterIds: toggled(clusterIds, cluster.id) })}
            />
          ))}
        </details>
      )}
    </>
  );
}

interface ChoiceProps {
  label: string;
  remark?: string;
  isChosen: boolean;
  onToggle: () => void;
}

function Choice({ label, remark, isChosen, onToggle }: ChoiceProps) {
  return (
    <label className="flex cursor-pointer items-baseline gap-2.5 py-0.5 text-sm">
      <input type="checkbox" checked={isChosen} onChange={onToggle} className="relative top-0.5 accent-accent" />
      <span className="min-w-0 truncate">{label}</span>
      {remark !== undefined && <span className="ml-auto shrink-0 text-xs text-muted">{remark}</span>}
    </label>
  );
}

function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
